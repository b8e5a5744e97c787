package makemore.input;

/**
 * Checks that a setting's number is in its range, and throws an {@link InvalidInputException} with
 * the setting's name if it is not; NaN is in no range.
 */
public final class Range {

  private Range() {}

  public static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          String.format(
              "%s %d: expected a whole number from %,d to %,d", name, value, least, most));
    }
  }

  public static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInputException(
          name + " " + value + ": expected a number from " + least + " to " + most);
    }
  }

  public static void checkPositive(String name, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new InvalidInputException(
          name + " " + value + ": expected a number above 0, at most " + most);
    }
  }
}
