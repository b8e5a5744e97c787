package makemore.plot;

import static makemore.inspect.English.format;

import makemore.inspect.RecordedTable;
import makemore.inspect.Topic;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** The loss of every step. */
final class LossChart {

  private static final int LARGEST_WINDOW = 1000;
  private static final int FEWEST_WINDOWS = 10;
  private static final int SMALLEST_WINDOW = 10;

  private LossChart() {}

  static Chart of(RunView run) {
    FloatColumn loss = run.table(RecordedTable.LOSS).floatColumn("loss");
    int window = window(loss.size());
    return Chart.of(Chart.Kind.LINES, "loss", "training loss", table(loss, window))
        .axes("step", "log₁₀ loss")
        .markers(run.decay())
        .caption(
            format(
                "The loss of each batch, on a logarithmic scale%s. Single batches are noisy: look"
                    + " at the mean. It should start near ln(%d), without a steep first drop (which"
                    + " means that the network first had to unlearn false certainty), and fall once more where the learning rate comes down.",
                window == 0 ? "" : format(", and the mean of each %,d", window),
                run.vocabulary().size()))
        .verdicts(run.verdicts(Topic.START_LOSS, Topic.FINAL_LOSS, Topic.BATCH_STATISTICS));
  }

  /** How many steps are averaged, as long as that leaves enough points; 0 for none. */
  private static int window(int steps) {
    int window = LARGEST_WINDOW;
    while (window >= SMALLEST_WINDOW && steps / window < FEWEST_WINDOWS) {
      window /= 10;
    }
    return window < SMALLEST_WINDOW ? 0 : window;
  }

  private static Table table(FloatColumn loss, int window) {
    Points steps = new Points();
    Points means = new Points();
    double sum = 0;
    for (int i = 0; i < loss.size(); i++) {
      double logarithm = Math.log10(loss.getFloat(i));
      steps.add(i, logarithm, "each step");
      sum += logarithm;
      if (window > 0 && (i + 1) % window == 0) {
        means.add(i + 1 - window / 2.0, sum / window, format("mean of %,d", window));
        sum = 0;
      }
    }
    return steps.table().append(means.table());
  }
}
