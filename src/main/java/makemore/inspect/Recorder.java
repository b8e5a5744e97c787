package makemore.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Records what happens inside a network while it trains, in tables: the loss of each step; the
 * activations and gradients at each {@link Tanh}, and the gradients of the weight matrices, at a
 * few steps; the size of the updates at those and at each of the first thousand.
 */
public final class Recorder implements TrainingListener {

  /** Above this absolute value a tanh's output counts as saturated, as in the lesson. */
  public static final double SATURATED = 0.97;

  private static final int FIRST_STEPS = 1000;
  private static final int INTERVAL = 20_000;

  private final Table loss =
      Table.create("loss", IntColumn.create("step"), FloatColumn.create("loss"));
  private final Table updateRatio =
      Table.create(
          "update-ratio",
          IntColumn.create("step"),
          IntColumn.create("parameter"),
          FloatColumn.create("log10_ratio"));
  private final Table activations =
      Table.create(
          "activations",
          IntColumn.create("step"),
          IntColumn.create("layer"),
          StringColumn.create("type"),
          FloatColumn.create("mean"),
          FloatColumn.create("std"),
          FloatColumn.create("saturated_percent"));
  private final Table activationGradients =
      Table.create(
          "activation-gradients",
          IntColumn.create("step"),
          IntColumn.create("layer"),
          StringColumn.create("type"),
          FloatColumn.create("mean"),
          FloatColumn.create("std"));
  private final Table weightGradients =
      Table.create(
          "weight-gradients",
          IntColumn.create("step"),
          IntColumn.create("parameter"),
          StringColumn.create("shape"),
          FloatColumn.create("mean"),
          FloatColumn.create("std"),
          FloatColumn.create("grad_data_ratio"));

  /** Creates a recorder with empty tables. */
  public Recorder() {}

  /**
   * The tables, each named as its file in the run folder, without the ending.
   *
   * @return the tables
   */
  public List<Table> tables() {
    return List.of(loss, updateRatio, activations, activationGradients, weightGradients);
  }

  /**
   * Goes on where another recorder stopped. What that one recorded only because it was stopped is
   * left out.
   *
   * @param earlier gives, for one of these empty {@link #tables}, the other recorder's
   */
  public void resume(UnaryOperator<Table> earlier) {
    for (Table table : tables()) {
      DoublePredicate kept =
          table == loss
              ? step -> true
              : table == updateRatio
                  ? step -> recordsUpdateRatio((int) step)
                  : step -> recordsAll((int) step);
      Table recorded = earlier.apply(table);
      table.append(recorded.where(recorded.intColumn("step").eval(kept)));
    }
  }

  private static boolean recordsAll(int step) {
    return step == 1
        || step == 10
        || step == 100
        || step == 1000
        || step == 10_000
        || (step > 0 && step % INTERVAL == 0);
  }

  private static boolean recordsUpdateRatio(int step) {
    return step < FIRST_STEPS || recordsAll(step);
  }

  @Override
  public void onStep(TrainingStep step, Network network) {
    int number = step.number();
    loss.intColumn(0).append(number);
    loss.floatColumn(1).append(step.loss());
    boolean all = step.last() || recordsAll(number);
    if (all) {
      recordActivations(number, network.layers());
    }
    if (all || recordsUpdateRatio(number)) {
      recordGradients(step, network, all);
    }
  }

  private void recordActivations(int step, List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Tanh) {
        float[] output = layer.output().toFloatArray();
        recordLayer(activations, step, i, layer, Statistics.of(output));
        activations
            .floatColumn("saturated_percent")
            .append((float) Statistics.saturatedPercent(output, SATURATED));
        float[] gradient = layer.outputGradient().toFloatArray();
        recordLayer(activationGradients, step, i, layer, Statistics.of(gradient));
      }
    }
  }

  private static void recordLayer(
      Table table, int step, int index, Layer layer, Statistics statistics) {
    table.intColumn("step").append(step);
    table.intColumn("layer").append(index);
    table.stringColumn("type").append(layer.getClass().getSimpleName());
    table.floatColumn("mean").append((float) statistics.mean());
    table.floatColumn("std").append((float) statistics.std());
  }

  private void recordGradients(TrainingStep step, Network network, boolean all) {
    int index = 0;
    for (Map.Entry<Parameter, NDArray> entry : network.gradients().entrySet()) {
      if (entry.getValue().getShape().dimension() == 2) {
        Statistics gradient = Statistics.of(entry.getValue().toFloatArray());
        Statistics data = Statistics.of(entry.getKey().getArray().toFloatArray());
        double ratio = gradient.std() / data.std();
        updateRatio.intColumn("step").append(step.number());
        updateRatio.intColumn("parameter").append(index);
        updateRatio
            .floatColumn("log10_ratio")
            .append((float) Math.log10(step.learningRate() * ratio));
        if (all) {
          weightGradients.intColumn("step").append(step.number());
          weightGradients.intColumn("parameter").append(index);
          weightGradients.stringColumn("shape").append(entry.getValue().getShape().toString());
          weightGradients.floatColumn("mean").append((float) gradient.mean());
          weightGradients.floatColumn("std").append((float) gradient.std());
          weightGradients.floatColumn("grad_data_ratio").append((float) ratio);
        }
      }
      index++;
    }
  }
}
