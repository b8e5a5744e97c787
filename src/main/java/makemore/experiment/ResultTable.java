package makemore.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Status;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An experiment's results as tables, a row for each variant. */
record ResultTable(Experiment experiment, List<Results> results) {

  private static final String COMPARED = "compared by validation loss";

  /** The table to read: mean ± standard deviation over the seeds in each cell. */
  Table words() {
    Table table = variants();
    for (Measure measure : experiment.measures) {
      table.addColumns(text(measure.toString(), result -> cell(result, measure)));
    }
    return table.addColumns(
        text(COMPARED, of -> of.compared(results)), text("runs", Results::runs));
  }

  /** A table in Markdown, its columns padded, so that it reads as well on a terminal. */
  static String markdown(Table table) {
    List<List<String>> columns = table.columns().stream().map(ResultTable::padded).toList();
    String border =
        columns.stream()
            .map(cells -> "-".repeat(cells.get(0).length() + 2))
            .collect(Collectors.joining("|", "|", "|\n"));
    return IntStream.rangeClosed(1, table.rowCount())
        .mapToObj(row -> line(columns, row))
        .collect(Collectors.joining("", line(columns, 0) + border, ""));
  }

  /** A column's name and its cells, all padded to the same width. */
  private static List<String> padded(Column<?> column) {
    List<String> cells = new ArrayList<>(List.of(column.name()));
    for (int i = 0; i < column.size(); i++) {
      cells.add(column.getString(i).replace("|", "\\|"));
    }
    int width = cells.stream().mapToInt(String::length).max().orElseThrow();
    return cells.stream().map(cell -> String.format("%-" + width + "s", cell)).toList();
  }

  private static String line(List<List<String>> columns, int row) {
    return columns.stream()
        .map(cells -> cells.get(row))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /**
   * The table to calculate with: means and standard deviations at full precision, in columns of
   * their own; a number for each layer where it is measured in each; what is missing is empty.
   */
  Table numbers() {
    Table table = variants();
    for (Measure measure : experiment.measures) {
      table.addColumns(
          numbers(measure + " mean", measure, of -> Optional.of(of.getMean())),
          numbers(measure + " std", measure, Results::std));
    }
    table.addColumns(text(COMPARED, of -> of.compared(results)));
    if (experiment == Experiment.BREAK_IT) {
      table.addColumns(text("diagnosis", Results::diagnosis));
    }
    for (Status status : Status.values()) {
      table.addColumns(
          IntColumn.create(status.toString(), results.stream().mapToInt(of -> of.count(status))));
    }
    return table;
  }

  private Table variants() {
    return Table.create(
        "comparison",
        text("variant", result -> result.variant().name()),
        text("options", result -> result.variant().options()));
  }

  private StringColumn text(String name, Function<Results, String> cell) {
    return StringColumn.create(name, results.stream().map(cell));
  }

  private StringColumn numbers(
      String name, Measure measure, Function<DescriptiveStatistics, Optional<Double>> number) {
    return text(
        name,
        result ->
            result.of(measure).stream()
                .flatMap(of -> number.apply(of).stream())
                .filter(one -> measure.perLayer || !one.isNaN())
                .map(String::valueOf)
                .collect(Collectors.joining(" ")));
  }

  private static String cell(Results result, Measure measure) {
    String plusMinus = measure.perLayer ? "±" : " ± ";
    String cell =
        result.of(measure).stream()
            .map(
                of ->
                    measure.format(of.getMean())
                        + Results.std(of).map(std -> plusMinus + measure.format(std)).orElse(""))
            .collect(Collectors.joining(" "));
    return cell.isEmpty() ? "-" : cell;
  }
}
