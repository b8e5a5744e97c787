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
    TextAnchor anchor =
        RectangleEdge.isLeftOrRight(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
    double even = Ticks.of(getRange(), MOST_TICKS - 2).getSize();
    int from =
        (int) Math.floor(decades < 1 ? getLowerBound() / even : calculateLog(getLowerBound()));
    return IntStream.rangeClosed(from, from + 2 * MOST_TICKS)
        .boxed()
        .flatMapToDouble(
            i ->
                decades < 1
                    ? DoubleStream.of(i * even)
                    : DoubleStream.of(1, 2, 5).map(m -> m * Math.pow(10, i)))
        .filter(getRange()::contains)
        .mapToObj(tick -> new NumberTick(tick, Ticks.text(tick), anchor, TextAnchor.CENTER, 0))
        .toList();
  }
}
