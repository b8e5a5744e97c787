package makemore.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * One curve of a chart.
 *
 * @param x the points' x; on an axis of categories near their places, from 0
 * @param y the points' y, NaN for a gap
 * @param error half the length of each point's error bar, or an empty array
 * @param low the lower edge of the band behind the curve, or an empty array
 * @param high the upper edge, as long
 */
public record Series(
    String name, double[] x, double[] y, double[] error, double[] low, double[] high) {

  /** Begins the name of a series that marks where runs diverged: crosses without a line. */
  public static final String ENDED = "× ";

  private static final int FEW_POINTS = 20;

  /** Reads a table of a chart's curves, in the order of their first appearance. */
  static List<Series> of(Chart chart, Table table) {
    List<Table> all =
        chart.kind() == Chart.Kind.LABELS ? List.of(table) : table.splitOn("series").asTableList();
    // Error bars at the same place would hide each other.
    double apart = chart.xScale() == Chart.Scale.CATEGORY ? 0.5 / all.size() : 0;
    double middle = (all.size() - 1) / 2.0;
    return IntStream.range(0, all.size())
        .mapToObj(i -> of(chart, all.get(i), apart * (i - middle)))
        .toList();
  }

  private static Series of(Chart chart, Table rows, double aside) {
    return new Series(
        chart.kind() == Chart.Kind.LABELS ? "" : rows.stringColumn("series").get(0),
        Arrays.stream(x(chart, rows)).map(x -> x + aside).toArray(),
        numbers(rows, "y", chart.yScale()),
        numbers(rows, "error", Chart.Scale.LINEAR),
        numbers(rows, "low", chart.yScale()),
        numbers(rows, "high", chart.yScale()));
  }

  boolean marksEnds() {
    return name.startsWith(ENDED);
  }

  /** Reads the x of a table's rows; on an axis of categories their places, from 0. */
  static double[] x(Chart chart, Table table) {
    if (chart.xScale() != Chart.Scale.CATEGORY) {
      return numbers(table, "x", chart.xScale());
    }
    List<String> words = table.stringColumn("x").asList();
    return words.stream().mapToDouble(categories(chart)::indexOf).toArray();
  }

  /** Lists the different words on a chart's x axis, in their order; none if it is numeric. */
  static List<String> categories(Chart chart) {
    return chart.xScale() == Chart.Scale.CATEGORY
        ? chart.table().stringColumn("x").asList().stream().distinct().toList()
        : List.of();
  }

  /** Lists the words of a map's rows from y = 0 on; none if they have numbers. */
  static List<String> rows(Chart chart) {
    return chart.table().containsColumn("row")
        ? chart.table().stringColumn("row").asList().stream().distinct().toList()
        : List.of();
  }

  /**
   * Reads a numeric column: NaN if a number is missing, infinite or nowhere on the scale. Without
   * such a column there are no numbers.
   */
  static double[] numbers(Table table, String column, Chart.Scale scale) {
    double[] all =
        table.containsColumn(column) ? table.numberColumn(column).asDoubleArray() : new double[0];
    return Arrays.stream(all)
        .map(v -> Double.isFinite(v) && (v > 0 || scale != Chart.Scale.LOG) ? v : Double.NaN)
        .toArray();
  }

  static double[] numbers(Table table, String column) {
    return numbers(table, column, Chart.Scale.LINEAR);
  }

  /** Tells whether the points are so few that each is drawn as a dot. */
  boolean few() {
    return x.length <= FEW_POINTS;
  }
}
