package makemore.inspect;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What was measured of a Tanh in one step.
 *
 * @param hidden the number of its hidden layer, from 1
 * @param saturatedPercent percent of the batch's activations above {@link Recorder#SATURATED}
 * @param examples how many training examples tell which neurons are dead
 * @param dead how many of the neurons are saturated for all of these
 * @param nearlyDead how many others are saturated for 99% of these
 */
public record TanhNumbers(
    int hidden,
    double inputStd,
    double outputStd,
    double saturatedPercent,
    double gradientStd,
    int examples,
    int neurons,
    int dead,
    int nearlyDead) {

  /** Each Tanh in a recorded step, in order. */
  static List<TanhNumbers> of(Recording recording, int step) {
    Table outputs = at(recording.table(RecordedTable.ACTIVATIONS), step);
    Table inputs = at(recording.table(RecordedTable.PRE_ACTIVATIONS), step);
    Table gradients = at(recording.table(RecordedTable.ACTIVATION_GRADIENTS), step);
    Table probes = recording.table(RecordedTable.DEAD_NEURONS);
    IntColumn probed = probes.intColumn("step");
    Table dead = at(probes, (int) probed.where(probed.isLessThanOrEqualTo(step)).max());
    List<TanhNumbers> layers = new ArrayList<>();
    for (int i = 0; i < outputs.rowCount(); i++) {
      layers.add(
          new TanhNumbers(
              i + 1,
              inputs.floatColumn("std").get(i),
              outputs.floatColumn("std").get(i),
              outputs.floatColumn("saturated_percent").get(i),
              gradients.floatColumn("std").get(i),
              dead.intColumn("examples").get(i),
              dead.intColumn("neurons").get(i),
              dead.intColumn("dead").get(i),
              dead.intColumn("nearly_dead").get(i)));
    }
    return layers;
  }

  double deadPercent() {
    return 100.0 * dead / neurons;
  }

  /** Such as "hidden 2". */
  @Override
  public String toString() {
    return "hidden " + hidden;
  }

  private static Table at(Table table, int step) {
    return table.where(table.intColumn("step").isEqualTo(step));
  }
}
