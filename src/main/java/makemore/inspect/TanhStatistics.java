package makemore.inspect;

import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What was measured of a Tanh in one step.
 *
 * @param saturatedPercent percent of the batch's activations above {@link Recorder#SATURATED}
 * @param examples how many training examples tell which neurons are dead
 * @param dead how many of the neurons are saturated for all of these
 * @param nearlyDead how many others are saturated for 99% of these
 */
public record TanhStatistics(
    int hidden,
    double inputStd,
    double outputStd,
    double saturatedPercent,
    double gradientStd,
    int examples,
    int neurons,
    int dead,
    int nearlyDead) {

  /** Reads what was measured of each Tanh in a recorded step, in order. */
  static List<TanhStatistics> of(Recording recording, int step) {
    Table outputs = recording.table(RecordedTable.ACTIVATIONS, step);
    Table inputs = recording.table(RecordedTable.PRE_ACTIVATIONS, step);
    Table gradients = recording.table(RecordedTable.ACTIVATION_GRADIENTS, step);
    IntColumn probed = recording.table(RecordedTable.DEAD_NEURONS).intColumn("step");
    int latest = (int) probed.where(probed.isLessThanOrEqualTo(step)).max();
    Table probe = recording.table(RecordedTable.DEAD_NEURONS, latest);
    return IntStream.range(0, outputs.rowCount())
        .mapToObj(
            i ->
                new TanhStatistics(
                    i + 1,
                    inputs.floatColumn("std").get(i),
                    outputs.floatColumn("std").get(i),
                    outputs.floatColumn("saturated_percent").get(i),
                    gradients.floatColumn("std").get(i),
                    probe.intColumn("examples").get(i),
                    probe.intColumn("neurons").get(i),
                    probe.intColumn("dead").get(i),
                    probe.intColumn("nearly_dead").get(i)))
        .toList();
  }

  double deadPercent() {
    return 100.0 * dead / neurons;
  }

  /** Returns the name, such as "hidden 2"; the first is 1. */
  @Override
  public String toString() {
    return "hidden " + hidden;
  }
}
