package makemore.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * One curve of a chart.
 *
 * @param name as the legend has it
 * @param x the points' x; on an axis of categories near their places, from 0
 * @param y the points' y, NaN for a gap
 * @param error half the length of each point's error bar, or an empty array
 * @param low the lower edge of the band behind the curve, or an empty array
 * @param high the upper edge, as long
 */
record Series(String name, double[] x, double[] y, double[] error, double[] low, double[] high) {

  /** More points than a curve of the widest image has pixels. */
  private static final int MOST_POINTS = 5000;

  private static final int FEW_POINTS = 20;
  private static final int FEW_BESIDE_MANY = 60;

  /**
   * Reads a table of a chart's curves, in the order of their first appearance. One of more than
   * 5,000 points is thinned. What a logarithmic axis cannot show is missing.
   */
  static List<Series> of(Chart chart, Table table) {
    List<String> categories = categories(chart);
    List<Series> all = new ArrayList<>();
    for (Table own : table.splitOn("series").asTableList()) {
      double[] x =
          categories.isEmpty() ? on(chart.xScale(), own, "x") : places(own.column("x"), categories);
      all.add(
          new Series(
              own.column("series").getString(0),
              x,
              on(chart.yScale(), own, "y"),
              on(Chart.Scale.LINEAR, own, "error"),
              on(chart.yScale(), own, "low"),
              on(chart.yScale(), own, "high")));
    }
    return categories.isEmpty() ? all.stream().map(Series::thinned).toList() : sideBySide(all);
  }

  private static double[] on(Chart.Scale scale, Table table, String column) {
    double[] all = table.containsColumn(column) ? numbers(table, column) : new double[0];
    double least = scale == Chart.Scale.LOG ? Double.MIN_VALUE : Double.NEGATIVE_INFINITY;
    return Arrays.stream(all).map(value -> value >= least ? value : Double.NaN).toArray();
  }

  /** The different words on a chart's x axis, in their order; none where it is numeric. */
  static List<String> categories(Chart chart) {
    if (chart.xScale() != Chart.Scale.CATEGORY && chart.kind() != Chart.Kind.HEAT_MAP) {
      return List.of();
    }
    Column<?> x = chart.table().column("x");
    return Arrays.stream(x.asObjectArray()).map(String::valueOf).distinct().toList();
  }

  /** A numeric column of any type, NaN where a number is missing or infinite. */
  static double[] numbers(Table table, String column) {
    return Arrays.stream(table.numberColumn(column).asDoubleArray())
        .map(value -> Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  /** Error bars at the same place would hide each other. */
  private static List<Series> sideBySide(List<Series> all) {
    return IntStream.range(0, all.size())
        .mapToObj(i -> all.get(i).shifted((i - (all.size() - 1) / 2.0) * 0.5 / all.size()))
        .toList();
  }

  private Series shifted(double by) {
    return new Series(
        name, Arrays.stream(x).map(place -> place + by).toArray(), y, error, low, high);
  }

  /** Whether the points are so few, also beside those of others, that each is drawn as a dot. */
  boolean few(List<Series> all) {
    int densest = all.stream().mapToInt(series -> series.x.length).max().orElse(0);
    return x.length <= FEW_POINTS || x.length <= FEW_BESIDE_MANY && densest >= 2 * x.length;
  }

  /** Whether the curve has a band at a point. */
  boolean hasBand(int point) {
    return low.length > 0 && low[point] <= high[point];
  }

  private Series thinned() {
    boolean alone = error.length == 0 && low.length == 0;
    return x.length > MOST_POINTS && alone ? thinned(x.length / 2000) : this;
  }

  /**
   * Keeps of each stretch of the curve the smallest and the largest y, in the order of their x: on
   * a picture with fewer pixels than stretches, these are all that shows. A gap as long as a
   * stretch stays one.
   *
   * @param stretch how many points make a stretch, at least 1
   */
  Series thinned(int stretch) {
    double[] thinX = new double[x.length * 2];
    double[] thinY = new double[x.length * 2];
    int kept = 0;
    for (int from = 0; from < x.length; from += stretch) {
      int smallest = from;
      int largest = from;
      for (int i = from; i < Math.min(from + stretch, x.length); i++) {
        smallest = !(y[smallest] <= y[i]) && !Double.isNaN(y[i]) ? i : smallest;
        largest = !(y[largest] >= y[i]) && !Double.isNaN(y[i]) ? i : largest;
      }
      int first = Math.min(smallest, largest);
      int second = Math.max(smallest, largest);
      thinX[kept] = x[first];
      thinY[kept++] = y[first];
      if (second > first) {
        thinX[kept] = x[second];
        thinY[kept++] = y[second];
      }
    }
    double[] newX = Arrays.copyOf(thinX, kept);
    return new Series(name, newX, Arrays.copyOf(thinY, kept), error, low, high);
  }

  /** The columns' places of a map. */
  static double[] places(Chart chart, Table table) {
    List<String> categories = categories(chart);
    return categories.isEmpty() ? numbers(table, "x") : places(table.column("x"), categories);
  }

  private static double[] places(Column<?> column, List<String> categories) {
    return IntStream.range(0, column.size())
        .mapToDouble(row -> categories.indexOf(column.getString(row)))
        .toArray();
  }
}
