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
 */
record Series(String name, double[] x, double[] y, double[] error) {

  /** More points than a curve of the widest image has pixels. */
  private static final int MOST_POINTS = 5000;

  private static final int FEW_POINTS = 20;

  /**
   * Reads a table of curves, in the order of their first appearance. One of more than 5,000 points
   * is thinned.
   *
   * @param categories those of the x axis, or an empty list where it is numeric
   */
  static List<Series> of(Table table, List<String> categories) {
    List<Series> all = new ArrayList<>();
    for (Table own : table.splitOn("series").asTableList()) {
      double[] x = categories.isEmpty() ? numbers(own, "x") : places(own.column("x"), categories);
      double[] error = own.containsColumn("error") ? numbers(own, "error") : new double[0];
      all.add(new Series(own.column("series").getString(0), x, numbers(own, "y"), error));
    }
    return categories.isEmpty() ? all.stream().map(Series::thinned).toList() : sideBySide(all);
  }

  /** The different words on a chart's x axis, in their order; none where it is numeric. */
  static List<String> categories(Chart chart) {
    if (chart.xScale() != Chart.Scale.CATEGORY) {
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
    return new Series(name, Arrays.stream(x).map(place -> place + by).toArray(), y, error);
  }

  /** Whether the points are so few that each is drawn as a dot. */
  static boolean few(List<Series> all) {
    return all.stream().allMatch(series -> series.x().length <= FEW_POINTS);
  }

  private Series thinned() {
    return x.length > MOST_POINTS && error.length == 0 ? thinned(x.length / 2000) : this;
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
    return new Series(name, Arrays.copyOf(thinX, kept), Arrays.copyOf(thinY, kept), error);
  }

  private static double[] places(Column<?> column, List<String> categories) {
    return IntStream.range(0, column.size())
        .mapToDouble(row -> categories.indexOf(column.getString(row)))
        .toArray();
  }
}
