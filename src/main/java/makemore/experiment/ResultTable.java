package makemore.experiment;

import com.google.common.base.Strings;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An experiment's results as tables, a row for each variant. */
record ResultTable(Experiment experiment, List<Results> results) {

  /** The table to read: mean ± standard deviation over the seeds in each cell. */
  Table words() {
    return table(measure -> Stream.of(text(measure.toString(), result -> cell(result, measure))))
        .addColumns(text("runs", Results::runs));
  }

  /**
   * The table to calculate with: means and standard deviations at full precision, in columns of
   * their own, which are numbered from 1 where each layer is measured; what is missing is empty.
   */
  Table numbers() {
    Table table = table(this::numbers);
    if (experiment == Experiment.BREAK_IT) {
      table.addColumns(text("diagnosis", result -> Verdict.of(result, results).sentence()));
    }
    for (Status status : Status.values()) {
      table.addColumns(
          IntColumn.create(
              status.toString(), results.stream().mapToInt(result -> result.count(status))));
    }
    return table;
  }

  private Table table(Function<Measure, Stream<Column<?>>> measured) {
    Table table =
        Table.create(
            "comparison",
            text("variant", result -> result.variant().name()),
            text("settings", result -> result.variant().description()));
    experiment.measures.stream().flatMap(measured).forEach(table::addColumns);
    return table.addColumns(
        text("compared by validation loss", result -> result.compared(results)));
  }

  private Column<?> text(String name, Function<Results, String> cell) {
    return StringColumn.create(name, results.stream().map(cell));
  }

  private static String cell(Results result, Measure measure) {
    String plusMinus = measure.perLayer ? "±" : " ± ";
    String cell =
        result.of(measure).stream()
            .map(
                runs ->
                    measure.format(runs.getMean())
                        + (runs.getN() < 2 ? "" : plusMinus + measure.format(Results.std(runs))))
            .collect(Collectors.joining(" "));
    return cell.isEmpty() ? "-" : cell;
  }

  private Stream<Column<?>> numbers(Measure measure) {
    List<Column<?>> columns = new ArrayList<>();
    int layers = results.stream().mapToInt(result -> result.of(measure).size()).max().orElse(0);
    for (int i = 0; i < Math.max(1, layers); i++) {
      String name = measure.perLayer ? measure + " " + (i + 1) : measure.toString();
      DoubleColumn means = DoubleColumn.create(name + " mean");
      DoubleColumn stds = DoubleColumn.create(name + " std");
      for (Results result : results) {
        // The mean of no runs is NaN.
        DescriptiveStatistics none = new DescriptiveStatistics();
        DescriptiveStatistics runs = Iterables.get(result.of(measure), i, none);
        means.append(runs.getMean());
        stds.append(Results.std(runs));
      }
      columns.addAll(List.of(means, stds));
    }
    return columns.stream();
  }

  /** Returns a table in Markdown, padded so that it also reads well on a terminal. */
  static String markdown(Table table) {
    List<StringBuilder> lines = new ArrayList<>();
    IntStream.range(0, table.rowCount() + 2).forEach(row -> lines.add(new StringBuilder()));
    for (Column<?> column : table.columns()) {
      List<String> cells = new ArrayList<>(List.of(column.name(), ""));
      for (int i = 0; i < column.size(); i++) {
        cells.add(column.getString(i).replace("|", "\\|"));
      }
      int width = cells.stream().mapToInt(String::length).max().orElseThrow();
      for (int i = 0; i < cells.size(); i++) {
        char space = i == 1 ? '-' : ' ';
        lines.get(i).append('|').append(space).append(Strings.padEnd(cells.get(i), width, space));
        lines.get(i).append(space);
      }
    }
    return lines.stream().map(line -> line + "|\n").collect(Collectors.joining());
  }
}
