package makemore.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A curve as the page's script reads it, its numbers as short as a picture allows; null for one
 * that is missing.
 *
 * @param x the first and the last one only where all are evenly spaced
 */
record PageCurve(String name, Double[] x, Double[] y, Double[] low, Double[] high) {

  static PageCurve of(Series series) {
    return new PageCurve(
        series.name(),
        places(series.x()),
        numbers(series.y(), 4),
        numbers(series.low(), 4),
        numbers(series.high(), 4));
  }

  private static Double[] places(double[] x) {
    double last = x[x.length - 1];
    double distance = (last - x[0]) / (x.length - 1);
    boolean even =
        IntStream.range(0, x.length)
            .allMatch(i -> Math.abs(x[i] - x[0] - i * distance) < 1e-3 * Math.abs(distance));
    return numbers(x.length > 2 && even ? new double[] {x[0], last} : x, 6);
  }

  /** JSON has no word for a number that is missing but null. */
  static Double[] numbers(double[] values, int digits) {
    return Arrays.stream(rounded(values, digits))
        .mapToObj(value -> Double.isNaN(value) ? null : value)
        .toArray(Double[]::new);
  }

  /** Rounds to significant digits; a missing number stays missing. */
  static double[] rounded(double[] values, int digits) {
    MathContext context = new MathContext(digits);
    return Arrays.stream(values)
        .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(context).doubleValue())
        .toArray();
  }
}
