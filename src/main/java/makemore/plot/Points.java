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

  /**
   * Adds a point in the middle of each bin of a histogram; a gap if there are none.
   *
   * @param edges of the bins, at least the left ones
   */
  void addDensity(String curve, float[] edges, float[] density) {
    // A mean that is rounded to zero from below is no less than zero.
    String name = curve.replace("-0.00,", "0.00,");
    for (int i = 0; i < density.length; i++) {
      add(edges[i] + (edges[1] - edges[0]) / 2.0, density[i], name);
    }
    if (density.length == 0) {
      add(0, Double.NaN, name);
    }
  }

  Table table() {
    return low.countMissing() == low.size()
        ? Table.create(x, y, series)
        : Table.create(x, y, low, high, series);
  }
}
