package makemore.command;

import java.util.Locale;
import makemore.text.InvalidInputException;

/** Checks that an option's number is in its range. */
final class OptionRange {

  private OptionRange() {}

  static void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s %d: expected a whole number from %,d to %,d",
              option,
              value,
              least,
              most));
    }
  }

  /** Checks for a number from the least to the most; NaN is in no range. */
  static void check(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInputException(
          option + " " + value + ": expected a number from " + least + " to " + most);
    }
  }

  /** Checks for a number above 0, up to and with the most; NaN is in no range. */
  static void checkPositive(String option, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new InvalidInputException(
          option + " " + value + ": expected a number above 0, at most " + most);
    }
  }
}
