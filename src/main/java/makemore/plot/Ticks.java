package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** The ticks of an axis: round numbers, all written with the same number of digits. */
final class Ticks {

  private static final int MOST_DECIMALS = 5;

  private Ticks() {}

  /** Chooses a distance of 1, 2 or 5 times a power of ten that gives about so many ticks. */
  static NumberTickUnit of(Range range, int most) {
    double size = new NumberTickUnitSource().getCeilingTickUnit(range.getLength() / most).getSize();
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(size)));
    return new NumberTickUnit(size) {
      @Override
      public String valueToString(double value) {
        double tick = Math.rint(value / size) * size;
        return decimals > MOST_DECIMALS ? text(tick) : format("%,." + decimals + "f", tick);
      }
    };
  }

  /** Writes a number to three digits; a very small or large one as 2×10⁻⁷. */
  static String text(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() == 0 || exponent >= -4 && exponent < 6) {
      return format("%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }
    StringBuilder power = new StringBuilder();
    String.valueOf(exponent)
        .chars()
        .forEach(c -> power.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "×10" + power;
  }

  /**
   * A logarithmic axis: powers of ten, or where it is short plain numbers such as 0.1, 0.2, 0.5.
   */
  static final class RoundLogAxis extends LogAxis {

    private static final long serialVersionUID = 1L;

    private static final int MOST_TICKS = 10;

    RoundLogAxis(String label) {
      super(label);
      setAutoTickUnitSelection(false);
    }

    @Override
    public List<?> refreshTicks(
        Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
      double decades = calculateLog(getUpperBound()) - calculateLog(getLowerBound());
      if (decades > 3) {
        setTickUnit(new NumberTickUnit(Math.ceil(decades / MOST_TICKS)), false, false);
        return super.refreshTicks(graphics, state, area, edge);
      }
      boolean atLeft = RectangleEdge.isLeftOrRight(edge);
      TextAnchor anchor = atLeft ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
      return (decades < 1 ? evenNumbers() : roundNumbers())
          .filter(getRange()::contains)
          .mapToObj(tick -> new NumberTick(tick, text(tick), anchor, TextAnchor.CENTER, 0))
          .toList();
    }

    private DoubleStream evenNumbers() {
      double distance = Ticks.of(getRange(), MOST_TICKS - 2).getSize();
      int from = (int) Math.floor(getLowerBound() / distance);
      return IntStream.rangeClosed(from, from + 2 * MOST_TICKS).mapToDouble(i -> i * distance);
    }

    private DoubleStream roundNumbers() {
      double from = Math.pow(10, Math.floor(calculateLog(getLowerBound())));
      return DoubleStream.of(1, 10, 100, 1000)
          .flatMap(decade -> DoubleStream.of(1, 2, 5).map(m -> m * decade * from));
    }
  }
}
