package makemore.plot;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The points of a chart's curves, collected one by one. */
final class Points {

  private final DoubleColumn x = DoubleColumn.create("x");
  private final DoubleColumn y = DoubleColumn.create("y");
  private final StringColumn series = StringColumn.create("series");

  void add(double pointX, double pointY, String curve) {
    x.append(pointX);
    y.append(pointY);
    series.append(curve);
  }

  Table table() {
    return Table.create(x, y, series);
  }
}
