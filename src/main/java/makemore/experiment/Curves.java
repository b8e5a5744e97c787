package makemore.experiment;

import java.util.List;
import java.util.stream.Stream;
import makemore.plot.Chart;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The points of a chart's curves: each the mean over the runs of a variant.
 *
 * @param table columns {@code x}, {@code y}, {@code series}, and {@code error}, the standard
 *     deviation, or {@code low} and {@code high}, the least and the greatest of the runs
 */
record Curves(Table table) {

  private static final int STRETCHES = 100;

  /** No points yet, over numbers or words. */
  static Curves over(ColumnType x, String... spread) {
    Table table =
        Table.create(x.create("x"), DoubleColumn.create("y"), StringColumn.create("series"));
    Stream.of(spread).map(DoubleColumn::create).forEach(table::addColumns);
    return new Curves(table);
  }

  /** Adds a point of a measure that is one number; none where nothing was measured. */
  void add(Object x, Results results, Measure measure, String series) {
    results
        .of(measure)
        .forEach(runs -> add(x, runs.getMean(), series, Results.std(runs).orElse(Double.NaN)));
  }

  /** Adds a point for each layer, the first at 1. */
  void addLayers(Results results, Measure measure, String series) {
    double layer = 1;
    for (DescriptiveStatistics runs : results.of(measure)) {
      add(layer++, runs.getMean(), series, runs.getMin(), runs.getMax());
    }
  }

  /** Adds the loss over the steps: the mean over the runs of each of a hundred stretches. */
  void addLoss(Results results) {
    List<FloatColumn> losses =
        results.counted().stream()
            .filter(outcome -> outcome.numbers().isPresent())
            .map(Outcome::losses)
            .toList();
    int steps = results.settings().steps();
    int stretch = Math.max(1, steps / STRETCHES);
    for (int from = 0; from < steps; from += stretch) {
      int start = from;
      int end = Math.min(from + stretch, steps);
      losses.stream()
          // A run that diverged ends early.
          .filter(loss -> loss.size() >= end)
          .mapToDouble(loss -> loss.inRange(start, end).mean())
          .average()
          .ifPresent(mean -> add(start + stretch / 2.0, mean, results.variant().name()));
    }
  }

  Chart.Scale scale() {
    return Chart.Scale.fitting(table.doubleColumn("y").min(), table.doubleColumn("y").max());
  }

  private void add(Object x, double y, String series, double... spread) {
    table.column("x").appendObj(x);
    table.doubleColumn("y").append(y);
    table.stringColumn("series").append(series);
    for (int i = 0; i < spread.length; i++) {
      table.doubleColumn(i + 3).append(spread[i]);
    }
  }
}
