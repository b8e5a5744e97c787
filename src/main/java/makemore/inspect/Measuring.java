package makemore.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.inspect.Measurements.MatrixNumbers;
import makemore.inspect.Measurements.TanhNumbers;
import makemore.train.Configuration;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Takes the {@link Measurements} of a run from what was recorded of it. */
public final class Measuring {

  private static final int LAST_LOSSES = 1000;
  private static final int WARM_UP = 100;

  private final Recording recording;
  private final Configuration configuration;

  /**
   * Prepares to measure.
   *
   * @param recording of a run of at least one step
   * @param configuration of that run
   */
  public Measuring(Recording recording, Configuration configuration) {
    this.recording = recording;
    this.configuration = configuration;
  }

  /**
   * Takes the measurements.
   *
   * @param vocabularySize the number of characters
   * @return the measurements
   */
  public Measurements of(int vocabularySize) {
    double[] losses = recording.loss().floatColumn("loss").asDoubleArray();
    int from = Math.max(0, losses.length - LAST_LOSSES);
    int[] recorded = recording.activations().intColumn("step").unique().asIntArray();
    Arrays.sort(recorded);
    boolean none = recorded.length == 0;
    int last = none ? 0 : recorded[recorded.length - 1];
    return new Measurements(
        Math.log(vocabularySize),
        losses[0],
        Arrays.stream(losses, from, losses.length).average().orElse(Double.NaN),
        losses.length,
        configuration.batchSize(),
        configuration.architecture().hasBatchNorm(),
        losses.length > configuration.schedule().decayAt(),
        none ? List.of() : layers(recorded[0]),
        none ? List.of() : layers(last),
        matrices(last));
  }

  private List<TanhNumbers> layers(int step) {
    Table outputs = at(recording.activations(), step);
    Table inputs = at(recording.preActivations(), step);
    Table gradients = at(recording.activationGradients(), step);
    Table dead = at(recording.deadNeurons(), step);
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

  private List<MatrixNumbers> matrices(int last) {
    List<MatrixNumbers> matrices = new ArrayList<>();
    for (Row row : at(recording.weightGradients(), last)) {
      int parameter = row.getInt("parameter");
      Table updates =
          recording
              .updateRatio()
              .where(recording.updateRatio().intColumn("parameter").isEqualTo(parameter));
      matrices.add(
          new MatrixNumbers(
              parameter,
              fullRate(updates).floatColumn("log10_ratio").median(),
              at(updates, last).floatColumn("log10_ratio").get(0),
              row.getFloat("grad_data_ratio")));
    }
    return matrices;
  }

  /** The updates at the full learning rate without the first ones, or all if that leaves none. */
  private Table fullRate(Table updates) {
    Table kept =
        updates.where(
            updates
                .intColumn("step")
                .isGreaterThanOrEqualTo(WARM_UP)
                .and(updates.intColumn("step").isLessThan(configuration.schedule().decayAt())));
    return kept.isEmpty() ? updates : kept;
  }

  private static Table at(Table table, int step) {
    return table.where(table.intColumn("step").isEqualTo(step));
  }
}
