package makemore.inspect;

import static makemore.inspect.RecordedTable.ACTIVATIONS;
import static makemore.inspect.RecordedTable.HIDDEN_ACTIVATIONS;
import static makemore.inspect.RecordedTable.LOSS;
import static makemore.inspect.RecordedTable.UPDATE_RATIO;

import java.util.Set;
import java.util.function.UnaryOperator;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;
import tech.tablesaw.api.Table;

/**
 * Records what happens inside a network while it trains: the loss of each step; activations and
 * gradients at a few steps; the size of the updates at those and at each of the first thousand; and
 * one layer's activations at the last step.
 */
public final class Recorder implements TrainingListener {

  /** Above this absolute value a tanh's output counts as saturated, as in the lesson. */
  public static final double SATURATED = 0.97;

  /** A neuron above this absolute value for all examples is dead, as in the lesson. */
  public static final double DEAD = 0.99;

  /** The number of bins of a histogram, torch.histogram's own. */
  public static final int BINS = 100;

  private static final Set<Integer> POWERS_OF_TEN = Set.of(1, 10, 100, 1000, 10_000);
  private static final int FIRST_STEPS = 1000;
  private static final int INTERVAL = 20_000;

  private final Recording recording = new Recording();

  /** What was recorded so far. */
  public Recording recording() {
    return recording;
  }

  /**
   * Goes on where another recorder stopped. What that one recorded only because it was stopped is
   * left out, unless there is nothing more to be recorded.
   *
   * @param earlier gives, for an empty table of a recording, the other recorder's
   * @param ended whether that one had recorded the last step
   */
  public void resume(UnaryOperator<Table> earlier, boolean ended) {
    Recording saved = new Recording(earlier);
    for (RecordedTable name : RecordedTable.values()) {
      Table table = saved.table(name);
      if (ended) {
        recording.table(name).append(table);
      } else if (name != HIDDEN_ACTIVATIONS) {
        recording
            .table(name)
            .append(table.where(table.intColumn("step").eval(step -> records(name, (int) step))));
      }
    }
  }

  private static boolean records(RecordedTable table, int step) {
    return POWERS_OF_TEN.contains(step)
        || step > 0 && step % INTERVAL == 0
        || table == LOSS
        || table == UPDATE_RATIO && step < FIRST_STEPS;
  }

  @Override
  public void onStep(TrainingStep step, Network network) {
    recording.add(LOSS, step.number(), step.loss());
    Snapshot snapshot = new Snapshot(network, step.number(), recording);
    if (step.last() || records(ACTIVATIONS, step.number())) {
      snapshot.preActivations();
      snapshot.activations(Tanh.class);
      snapshot.activationGradients(Tanh.class);
      snapshot.deadNeurons();
      snapshot.weightGradients();
    }
    if (step.last() || records(UPDATE_RATIO, step.number())) {
      snapshot.updateRatios(step.learningRate());
    }
    if (step.last()) {
      snapshot.hiddenActivations();
    }
  }
}
