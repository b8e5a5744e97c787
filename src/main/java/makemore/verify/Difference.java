package makemore.verify;

/**
 * How far numbers are from those that they should be.
 *
 * @param elements how many numbers there are
 * @param exact how many are the same to the bit, or equal zeros
 * @param absolute the largest absolute difference; NaN if any number is NaN on one side only
 * @param relative the same, divided by the largest absolute value that should be
 */
public record Difference(int elements, int exact, double absolute, double relative) {

  /**
   * Compares numbers.
   *
   * @param actual the numbers
   * @param expected what they should be, as many
   * @return their difference
   * @throws IllegalArgumentException if there are not as many
   */
  public static Difference of(double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      throw new IllegalArgumentException(
          actual.length + " numbers to compare with " + expected.length);
    }
    int exact = 0;
    double absolute = 0;
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] == expected[i]) {
        exact++;
      } else {
        // Math.max hands a NaN on, so that it cannot hide.
        absolute = Math.max(absolute, Math.abs(actual[i] - expected[i]));
      }
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    double relative = absolute == 0 ? 0 : absolute / largest;
    return new Difference(actual.length, exact, absolute, relative);
  }

  /**
   * Whether all numbers are the same.
   *
   * @return true if so
   */
  public boolean isExact() {
    return exact == elements;
  }
}
