package makemore.plot;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The points of a chart's curves, collected one by one. */
final class Points {

  private final DoubleColumn x = DoubleColumn.create("x");
  private final DoubleColumn y = DoubleColumn.create("y");
  private final DoubleColumn low = DoubleColumn.create("low");
  private final DoubleColumn high = DoubleColumn.create("high");
  private final StringColumn series = StringColumn.create("series");

  void add(double pointX, double pointY, String curve) {
    add(pointX, pointY, Double.NaN, Double.NaN, curve);
  }

  /** Adds a point with the edges of a band. */
  void add(double pointX, double pointY, double bandLow, double bandHigh, String curve) {
    x.append(pointX);
    y.append(pointY);
    low.append(bandLow);
    high.append(bandHigh);
    series.append(curve);
  }

  Table table() {
    return low.countMissing() == low.size()
        ? Table.create(x, y, series)
        : Table.create(x, y, low, high, series);
  }
}
