package makemore.experiment;

import java.util.List;
import makemore.experiment.Results.Spread;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The points of a chart's curves, with error bars.
 *
 * @param table columns {@code x}, {@code y}, {@code error}, {@code series}
 */
record Curves(Table table) {

  private static final int STRETCHES = 100;

  /** No points yet, over numbers or words. */
  static Curves over(ColumnType x) {
    return new Curves(
        Table.create(
            x.create("x"),
            DoubleColumn.create("y"),
            DoubleColumn.create("error"),
            StringColumn.create("series")));
  }

  /** Adds a point of a measure that is one number; none where nothing was measured. */
  void add(Object x, Results results, Measure measure, String series) {
    results.of(measure).forEach(of -> add(x, of.mean(), of.std().orElse(Double.NaN), series));
  }

  /** Adds a point for each layer, the first at 1. */
  void addLayers(Results results, Measure measure, String series) {
    double layer = 1;
    for (Spread of : results.of(measure)) {
      add(layer++, of.mean(), of.std().orElse(Double.NaN), series);
    }
  }

  /**
   * Adds log10 of the loss over the steps, smoothed: the mean over the runs of each of a hundred
   * stretches; a run that diverged ends early.
   */
  void addLoss(Results results) {
    List<FloatColumn> losses =
        results.counted().stream()
            .filter(outcome -> outcome.numbers().isPresent())
            .map(outcome -> outcome.trial().folder().table(RecordedTable.LOSS.empty()))
            .map(table -> table.floatColumn("loss"))
            .toList();
    int steps = results.outcomes().get(0).trial().configuration().steps();
    int stretch = Math.max(1, steps / STRETCHES);
    for (int from = 0; from < steps; from += stretch) {
      int start = from;
      int end = Math.min(from + stretch, steps);
      double mean =
          losses.stream()
              .filter(loss -> loss.size() >= end)
              .mapToDouble(loss -> loss.inRange(start, end).mean())
              .average()
              .orElse(Double.NaN);
      if (!Double.isNaN(mean)) {
        add(from + stretch / 2.0, Math.log10(mean), Double.NaN, results.variant().name());
      }
    }
  }

  /** Adds a point; without an error bar where the error is NaN. */
  private void add(Object x, double y, double error, String series) {
    table.column("x").appendObj(x);
    table.doubleColumn("y").append(y);
    table.doubleColumn("error").append(error);
    table.stringColumn("series").append(series);
  }
}
