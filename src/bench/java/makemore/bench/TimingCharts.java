package makemore.bench;

import java.util.List;
import java.util.Locale;
import makemore.plot.Chart;
import makemore.plot.Chart.Kind;
import makemore.plot.Chart.Scale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The charts of the times. */
final class TimingCharts {

  private static final String Y_TITLE = "microseconds";

  private TimingCharts() {}

  /** The times of a step of each preset, a dot for each round. */
  static Chart speed(Timings timings) {
    Table table = curves(StringColumn.create("x"));
    for (Case of : timings.cases()) {
      for (Contender contender : timings.contenders(of)) {
        for (double microseconds : timings.all(of, contender)) {
          appended(table, contender, microseconds).setString("x", of.preset().toString());
        }
      }
    }
    return Chart.of(
            Kind.LINES,
            "speed",
            "Time of a training step, one thread: " + Machine.processor(),
            table)
        .axes("", Y_TITLE)
        .withXScale(Scale.CATEGORY)
        .withYScale(Scale.LOG);
  }

  /**
   * The time of a step against a size; the bands reach from the least of the rounds to the most.
   */
  static Chart growth(Timings timings, Dimension dimension) {
    Table table = curves(DoubleColumn.create("x"), "low", "high");
    for (Case of : dimension.cases()) {
      for (Contender contender : timings.contenders(of)) {
        Spread spread = timings.microseconds(of, contender);
        Row row = appended(table, contender, spread.median());
        row.setDouble("x", dimension.size(of));
        row.setDouble("low", spread.least());
        row.setDouble("high", spread.greatest());
      }
    }
    String name = "growth_" + dimension.name().toLowerCase(Locale.ROOT);
    String title =
        "Time of a training step of deep-bn against its %s, one thread: %s"
            .formatted(dimension, Machine.processor());
    return Chart.of(Kind.LINES, name, title, table)
        .axes(dimension.toString(), Y_TITLE)
        .withXScale(Scale.LOG)
        .withYScale(Scale.LOG);
  }

  static List<Chart> growth(Timings timings) {
    return List.of(Dimension.values()).stream()
        .map(dimension -> growth(timings, dimension))
        .toList();
  }

  private static Table curves(Column<?> x, String... more) {
    Table table = Table.create("times", x, DoubleColumn.create("y"), StringColumn.create("series"));
    for (String column : more) {
      table.addColumns(DoubleColumn.create(column));
    }
    return table;
  }

  private static Row appended(Table table, Contender contender, double microseconds) {
    Row row = table.appendRow();
    row.setString("series", contender.toString());
    row.setDouble("y", microseconds);
    return row;
  }
}
