package makemore.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.data.Range;

/** The ticks of an axis: round numbers, all written with the same number of digits. */
final class Ticks {

  private static final int MOST_DECIMALS = 5;

  private Ticks() {}

  /** Chooses a distance of 1, 2 or 5 times a power of ten that gives about so many ticks. */
  static NumberTickUnit of(Range range, int most) {
    double size = new NumberTickUnitSource().getCeilingTickUnit(range.getLength() / most).getSize();
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(size)));
    DecimalFormat fixed = format("#,##0");
    fixed.setMinimumFractionDigits(decimals);
    return new NumberTickUnit(size) {
      @Override
      public String valueToString(double value) {
        return decimals > MOST_DECIMALS
            ? text(Math.rint(value / size) * size)
            : fixed.format(value);
      }
    };
  }

  /** Writes a number to three digits; a very small or large one as 2×10⁻⁷. */
  static String text(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() == 0 || exponent >= -4 && exponent < 6) {
      return format("#,##0.######").format(rounded);
    }
    StringBuilder power = new StringBuilder();
    String.valueOf(exponent)
        .chars()
        .forEach(c -> power.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "×10" + power;
  }

  private static DecimalFormat format(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
