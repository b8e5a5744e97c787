package makemore.experiment;

import com.google.common.base.Strings;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
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

  /** So many characters fit on a terminal. */
  private static final int WIDEST = 120;

  /** The table to read: mean ± standard deviation over the seeds. */
  Table words() {
    return table(measure -> Stream.of(text(measure.title(), result -> cell(result, measure))))
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

  /** Of layers, the least and the most of their means; a dash where there is no number. */
  private static String cell(Results result, Measure measure) {
    List<DescriptiveStatistics> runs = result.of(measure);
    if (runs.isEmpty() || Double.isNaN(runs.get(0).getMean())) {
      return "-";
    }
    DoubleSummaryStatistics means =
        runs.stream().mapToDouble(DescriptiveStatistics::getMean).summaryStatistics();
    String least = measure.format(means.getMin());
    String most = measure.format(means.getMax());
    if (measure.perLayer) {
      return least.equals(most) ? least : least + " to " + most;
    }
    double std = Results.std(runs.get(0));
    return most + (Double.isNaN(std) ? "" : " ± " + measure.format(std));
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

  /**
   * Returns a table in Markdown, padded so that it also reads well on a terminal. One that is wider
   * than that goes on below, with its first column again.
   */
  static String markdown(Table table) {
    List<List<String>> parts = new ArrayList<>();
    List<String> first = padded(table.column(0));
    if (table.columnCount() == 1) {
      parts.add(first);
    }
    for (Column<?> column : table.columns().subList(1, table.columnCount())) {
      List<String> cells = padded(column);
      if (parts.isEmpty() || width(parts) + cells.get(0).length() > WIDEST) {
        parts.add(first);
      }
      parts.set(parts.size() - 1, join(parts.get(parts.size() - 1), cells));
    }
    return parts.stream()
        .map(lines -> lines.stream().map(line -> line + "|\n").collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static int width(List<List<String>> parts) {
    return parts.get(parts.size() - 1).get(0).length() + 1;
  }

  private static List<String> join(List<String> lines, List<String> cells) {
    return IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i) + cells.get(i)).toList();
  }

  private static List<String> padded(Column<?> column) {
    List<String> cells = new ArrayList<>(List.of(column.name(), ""));
    for (int i = 0; i < column.size(); i++) {
      cells.add(column.getString(i).replace("|", "\\|"));
    }
    int width = cells.stream().mapToInt(String::length).max().orElseThrow();
    return IntStream.range(0, cells.size())
        .mapToObj(
            i ->
                (i == 1 ? "|-" : "| ")
                    + Strings.padEnd(cells.get(i), width + 1, i == 1 ? '-' : ' '))
        .toList();
  }
}
