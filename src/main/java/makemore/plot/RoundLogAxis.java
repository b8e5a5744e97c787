package makemore.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis: powers of ten, or where it is short plain numbers such as 0.1, 0.2, 0.5. */
final class RoundLogAxis extends LogAxis {

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
        .mapToObj(tick -> new NumberTick(tick, Ticks.text(tick), anchor, TextAnchor.CENTER, 0))
        .toList();
  }

  private DoubleStream evenNumbers() {
    double distance = Ticks.of(getRange(), MOST_TICKS - 2).getSize();
    int from = (int) Math.floor(getLowerBound() / distance);
    return IntStream.rangeClosed(from, from + 2 * MOST_TICKS).mapToDouble(i -> i * distance);
  }

  private DoubleStream roundNumbers() {
    int from = (int) Math.floor(calculateLog(getLowerBound()));
    return IntStream.rangeClosed(from, from + 3)
        .boxed()
        .flatMapToDouble(i -> DoubleStream.of(1, 2, 5).map(m -> m * Math.pow(10, i)));
  }
}
