package makemore.train;

import makemore.text.InvalidInputException;

/** Checks that a setting's number is in its range. */
public final class Range {

  private Range() {}

  /**
   * Checks a whole number.
   *
   * @param name of the setting, as the user knows it
   * @throws InvalidInputException if the number is not from the least to the most
   */
  public static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          String.format(
              "%s %d: expected a whole number from %,d to %,d", name, value, least, most));
    }
  }

  /**
   * Checks any number; NaN is in no range.
   *
   * @throws InvalidInputException if the number is not from the least to the most
   */
  public static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInputException(
          name + " " + value + ": expected a number from " + least + " to " + most);
    }
  }

  /**
   * Checks for a number above 0; NaN is in no range.
   *
   * @throws InvalidInputException if it is not, or above the most
   */
  public static void checkPositive(String name, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new InvalidInputException(
          name + " " + value + ": expected a number above 0, at most " + most);
    }
  }
}
