package makemore.experiment;

import java.util.List;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.FloatColumn;

/** The loss over the steps, smoothed: the mean over the runs of each of a hundred stretches. */
final class LossCurve {

  private static final int POINTS = 100;

  private LossCurve() {}

  /** Adds a variant's curve, log10 of the loss; a run that diverged ends early. */
  static void add(Curves curves, Results results) {
    List<FloatColumn> losses =
        results.counted().stream()
            .filter(outcome -> outcome.numbers().isPresent())
            .map(outcome -> outcome.trial().folder().table(RecordedTable.LOSS.empty()))
            .map(table -> table.floatColumn("loss"))
            .toList();
    int steps = results.trial().configuration().steps();
    int stretch = Math.max(1, steps / POINTS);
    for (int from = 0; from < steps; from += stretch) {
      int start = from;
      int end = from + stretch;
      double mean =
          losses.stream()
              .filter(loss -> loss.size() >= Math.min(end, steps))
              .mapToDouble(loss -> loss.inRange(start, Math.min(end, loss.size())).mean())
              .average()
              .orElse(Double.NaN);
      if (!Double.isNaN(mean)) {
        curves.add(from + stretch / 2.0, Math.log10(mean), Double.NaN, results.variant().name());
      }
    }
  }
}
