package makemore.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import makemore.experiment.Outcome.Status;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * An experiment's results as tables, a row for each variant.
 *
 * @param experiment what was asked
 * @param results what came of each variant, in the order of the rows
 */
record ResultTable(Experiment experiment, List<Results> results) {

  private static final String COMPARED = "compared by validation loss";

  /** The table to read: mean ± standard deviation over the seeds in each cell. */
  Table words() {
    Table table = settings();
    for (Measure measure : experiment.measures()) {
      table.addColumns(text(measure.toString(), result -> cell(result, measure)));
    }
    return table.addColumns(text(COMPARED, this::compared), text("runs", Results::runs));
  }

  /**
   * The table to calculate with: means and standard deviations at full precision, in columns of
   * their own; what is measured in each layer is text, a number for each layer; what is missing is
   * empty.
   */
  Table numbers() {
    Table table = settings();
    if (!experiment.settings().contains(Setting.OPTIONS)) {
      table.addColumns(
          text(Setting.OPTIONS.toString(), result -> Setting.OPTIONS.of(result.variant())));
    }
    for (Measure measure : experiment.measures()) {
      Function<Results, List<Double>> means = result -> result.means(measure);
      Function<Results, List<Double>> stds = result -> result.stds(measure);
      if (measure.perLayer()) {
        table.addColumns(
            text(measure + " mean", means.andThen(ResultTable::spaced)),
            text(measure + " std", stds.andThen(ResultTable::spaced)));
      } else {
        table.addColumns(number(measure + " mean", means), number(measure + " std", stds));
      }
    }
    table.addColumns(text(COMPARED, this::compared));
    if (experiment.isDiagnosed()) {
      table.addColumns(text("diagnosis", Results::diagnosis));
    }
    for (Status status : Status.values()) {
      IntColumn column = IntColumn.create(status.name().toLowerCase(Locale.ROOT));
      results.forEach(result -> column.append(result.count(status)));
      table.addColumns(column);
    }
    return table;
  }

  private Table settings() {
    Table table = Table.create("comparison", text("variant", result -> result.variant().name()));
    for (Setting setting : experiment.settings()) {
      table.addColumns(text(setting.toString(), result -> setting.of(result.variant())));
    }
    return table;
  }

  private StringColumn text(String name, Function<Results, String> cell) {
    return StringColumn.create(name, results.stream().map(cell));
  }

  private DoubleColumn number(String name, Function<Results, List<Double>> cell) {
    DoubleColumn column = DoubleColumn.create(name);
    for (Results result : results) {
      List<Double> numbers = cell.apply(result);
      column.append(numbers.isEmpty() ? Double.NaN : numbers.get(0));
    }
    return column;
  }

  private static String spaced(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String cell(Results result, Measure measure) {
    List<Double> means = result.means(measure);
    List<Double> stds = result.stds(measure);
    String plusMinus = measure.perLayer() ? "±" : " ± ";
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      String mean = measure.format(means.get(i));
      cells.add(stds.isEmpty() ? mean : mean + plusMinus + measure.format(stds.get(i)));
    }
    return cells.isEmpty() ? "-" : String.join(" ", cells);
  }

  private String compared(Results result) {
    Predicate<Results> isControl =
        other -> other.variant().name().equals(result.variant().control());
    return results.stream().filter(isControl).findFirst().map(result::compared).orElse("");
  }
}
