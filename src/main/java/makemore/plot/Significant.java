package makemore.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Rounds numbers to what a picture can show, so that they are short when written. */
final class Significant {

  private Significant() {}

  /**
   * Rounds numbers.
   *
   * @param values the numbers, NaN where one is missing
   * @param digits how many significant digits to keep
   * @return the rounded numbers
   */
  static double[] digits(double[] values, int digits) {
    MathContext context = new MathContext(digits);
    return Arrays.stream(values)
        .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(context).doubleValue())
        .toArray();
  }
}
