package makemore.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.data.Range;

/** The ticks of an axis: round numbers, all written with the same number of digits. */
final class Ticks {

  private Ticks() {}

  /** The smallest distance of 1, 2 or 5 times a power of ten that gives about so many ticks. */
  static NumberTickUnit of(Range range, int most) {
    double size = new NumberTickUnitSource().getCeilingTickUnit(range.getLength() / most).getSize();
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(size)));
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return new NumberTickUnit(size, format(pattern));
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
