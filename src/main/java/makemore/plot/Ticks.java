package makemore.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.data.Range;

/** The ticks of an axis: round numbers, all written with the same number of digits. */
final class Ticks {

  private Ticks() {}

  /** The smallest distance of 1, 2 or 5 times a power of ten that gives about so many ticks. */
  static NumberTickUnit of(Range range, int most) {
    double least = range.getLength() / most;
    int exponent = (int) Math.floor(Math.log10(least));
    double power = Math.pow(10, exponent);
    double factor = least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10;
    int decimals = Math.max(0, factor == 10 ? -exponent - 1 : -exponent);
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return new NumberTickUnit(factor * power, format(pattern));
  }

  /**
   * Sets the ticks of a logarithmic axis, its range being final: each power of ten, or where there
   * are few of them each quarter of one.
   */
  static void setLogarithmic(LogAxis axis) {
    boolean few = axis.getRange().getUpperBound() / axis.getRange().getLowerBound() < 100;
    axis.setTickUnit(new NumberTickUnit(few ? 0.25 : 1));
    if (few) {
      axis.setNumberFormatOverride(format("#,##0.####"));
    }
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
