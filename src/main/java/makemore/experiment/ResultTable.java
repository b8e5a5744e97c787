package makemore.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Status;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.DoubleColumn;
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
        text(COMPARED, result -> result.compared(results)), text("runs", Results::runs));
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
   * their own, which are numbered from 1 where each layer is measured; what is missing is empty.
   */
  Table numbers() {
    Table table = variants();
    for (Measure measure : experiment.measures) {
      addNumbers(table, measure);
    }
    table.addColumns(text(COMPARED, result -> result.compared(results)));
    if (experiment == Experiment.BREAK_IT) {
      table.addColumns(text("diagnosis", Results::diagnosis));
    }
    for (Status status : Status.values()) {
      table.addColumns(
          IntColumn.create(
              status.toString(), results.stream().mapToInt(result -> result.count(status))));
    }
    return table;
  }

  private Table variants() {
    return Table.create(
        "comparison",
        text("variant", result -> result.variant().name()),
        text("settings", result -> result.variant().description()));
  }

  private StringColumn text(String name, Function<Results, String> cell) {
    return StringColumn.create(name, results.stream().map(cell));
  }

  private void addNumbers(Table table, Measure measure) {
    int layers = results.stream().mapToInt(result -> result.of(measure).size()).max().orElse(0);
    for (int i = 0; i < Math.max(1, layers); i++) {
      String name = measure.perLayer ? measure + " " + (i + 1) : measure.toString();
      DoubleColumn means = DoubleColumn.create(name + " mean");
      DoubleColumn stds = DoubleColumn.create(name + " std");
      for (Results result : results) {
        List<DescriptiveStatistics> numbers = result.of(measure);
        means.append(i < numbers.size() ? numbers.get(i).getMean() : Double.NaN);
        stds.append(
            i < numbers.size() ? Results.std(numbers.get(i)).orElse(Double.NaN) : Double.NaN);
      }
      table.addColumns(means, stds);
    }
  }

  private static String cell(Results result, Measure measure) {
    String plusMinus = measure.perLayer ? "±" : " ± ";
    String cell =
        result.of(measure).stream()
            .map(
                runs ->
                    measure.format(runs.getMean())
                        + Results.std(runs).map(std -> plusMinus + measure.format(std)).orElse(""))
            .collect(Collectors.joining(" "));
    return cell.isEmpty() ? "-" : cell;
  }
}
