package makemore.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.data.Range;

/** The ticks of an axis: round numbers, all written with the same number of digits. */
final class Ticks {

  private Ticks() {}

  /**
   * Chooses the distance of the ticks.
   *
   * @param range of the axis
   * @param most about how many ticks it may have, at least 2
   * @return the smallest 1, 2 or 5 times a power of ten that gives no more ticks
   */
  static NumberTickUnit of(Range range, int most) {
    double least = range.getLength() / most;
    int exponent = (int) Math.floor(Math.log10(least));
    double power = Math.pow(10, exponent);
    double factor = least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10;
    int decimals = Math.max(0, factor == 10 ? -exponent - 1 : -exponent);
    return new NumberTickUnit(factor * power, format("#,##0" + decimals(decimals, '0')));
  }

  /**
   * Chooses the ticks of a logarithmic axis.
   *
   * @param range of the axis, positive
   * @return each power of ten, or where there are few of them each quarter of one
   */
  static NumberTickUnit logarithmic(Range range) {
    boolean many = range.getUpperBound() / range.getLowerBound() >= 100;
    return new NumberTickUnit(many ? 1 : 0.25, format("#,##0" + decimals(many ? 9 : 4, '#')));
  }

  private static String decimals(int count, char digit) {
    return count == 0 ? "" : "." + String.valueOf(digit).repeat(count);
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
