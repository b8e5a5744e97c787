package makemore.inspect;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * What was measured of a Tanh in one step.
 *
 * @param layer its index among the layers
 * @param saturatedPercent percent of the activations above {@link Recorder#SATURATED}
 * @param dead how many of the neurons are above {@link Recorder#DEAD} for every example
 */
public record TanhNumbers(
    int layer,
    double inputStd,
    double outputStd,
    double saturatedPercent,
    double gradientStd,
    int neurons,
    int dead) {

  /** Each Tanh in a recorded step, in order. */
  static List<TanhNumbers> of(Recording recording, int step) {
    Table outputs = at(recording.table(RecordedTable.ACTIVATIONS), step);
    Table inputs = at(recording.table(RecordedTable.PRE_ACTIVATIONS), step);
    Table gradients = at(recording.table(RecordedTable.ACTIVATION_GRADIENTS), step);
    Table dead = at(recording.table(RecordedTable.DEAD_NEURONS), step);
    List<TanhNumbers> layers = new ArrayList<>();
    for (int i = 0; i < outputs.rowCount(); i++) {
      layers.add(
          new TanhNumbers(
              outputs.intColumn("layer").get(i),
              inputs.floatColumn("std").get(i),
              outputs.floatColumn("std").get(i),
              outputs.floatColumn("saturated_percent").get(i),
              gradients.floatColumn("std").get(i),
              dead.intColumn("neurons").get(i),
              dead.intColumn("dead").get(i)));
    }
    return layers;
  }

  private static Table at(Table table, int step) {
    return table.where(table.intColumn("step").isEqualTo(step));
  }
}
