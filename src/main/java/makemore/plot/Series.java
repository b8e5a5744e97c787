package makemore.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    Column<?> names = table.column("series");
    for (int row = 0; row < table.rowCount(); row++) {
      rows.computeIfAbsent(names.getString(row), name -> new ArrayList<>()).add(row);
    }
    double[] x = categories.isEmpty() ? numbers(table, "x") : places(table.column("x"), categories);
    double[] y = numbers(table, "y");
    double[] error =
        table.columnNames().contains("error") ? numbers(table, "error") : new double[0];
    List<Series> all = new ArrayList<>();
    rows.forEach(
        (name, own) ->
            all.add(
                new Series(
                    name,
                    pick(x, own),
                    pick(y, own),
                    error.length == 0 ? error : pick(error, own))));
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
    return x.length > MOST_POINTS && error.length == 0
        ? Thinning.minimumAndMaximum(this, Math.max(1, x.length / (MOST_POINTS * 2 / 5)))
        : this;
  }

  private static double[] places(Column<?> column, List<String> categories) {
    double[] places = new double[column.size()];
    for (int row = 0; row < places.length; row++) {
      places[row] = categories.indexOf(column.getString(row));
    }
    return places;
  }

  private static double[] pick(double[] values, List<Integer> rows) {
    return rows.stream().mapToDouble(row -> values[row]).toArray();
  }
}
