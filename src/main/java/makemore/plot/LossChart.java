package makemore.plot;

import java.util.Locale;
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
    FloatColumn loss = run.recording().loss().floatColumn("loss");
    int window = window(loss.size());
    ChartBuilder chart =
        Chart.builder(Chart.Kind.LINES, "loss", "training loss")
            .axes("step", "log₁₀ loss")
            .table(table(loss, window))
            .verdicts(run.verdicts(Topic.START_LOSS, Topic.FINAL_LOSS, Topic.BATCH_STATISTICS));
    int decayAt = run.summary().configuration().schedule().decayAt();
    if (decayAt < loss.size()) {
      chart.marker(Marker.vertical(decayAt, "learning rate / 10"));
    }
    return chart
        .caption(
            String.format(
                Locale.ROOT,
                "The loss of each batch, on a logarithmic scale%s. Single batches are noisy: look"
                    + " at the mean. It should start near ln(%d), without a steep first drop (a"
                    + " drop means that the network began by unlearning its false certainty), and"
                    + " fall once more where the learning rate comes down.",
                window == 0 ? "" : String.format(Locale.ROOT, ", and the mean of each %,d", window),
                run.vocabulary().size()))
        .build();
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
        String series = String.format(Locale.ROOT, "mean of %,d", window);
        means.add(i + 1 - window / 2.0, sum / window, series);
        sum = 0;
      }
    }
    return steps.table().append(means.table());
  }
}
