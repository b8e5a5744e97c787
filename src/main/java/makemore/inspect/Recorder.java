package makemore.inspect;

import static makemore.inspect.RecordedTable.HIDDEN_ACTIVATIONS;
import static makemore.inspect.RecordedTable.LOSS;

import java.util.List;
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

  /** As many examples of the last batch are kept at most. */
  public static final int KEPT_EXAMPLES = 100;

  /** As many neurons of the last batch are kept at most. */
  public static final int KEPT_NEURONS = 1000;

  private static final Set<Integer> POWERS_OF_TEN = Set.of(1, 10, 100, 1000, 10_000);
  private static final int FIRST_STEPS = 1000;
  private static final int INTERVAL = 20_000;

  private final Recording recording = new Recording();

  /** What was recorded so far. */
  public Recording recording() {
    return recording;
  }

  /** The tables of the {@link #recording}. */
  public List<Table> tables() {
    return recording.tables();
  }

  /**
   * Goes on where another recorder stopped. What that one recorded only because it was stopped is
   * left out.
   *
   * @param earlier gives, for one of these empty {@link #tables}, the other recorder's
   */
  public void resume(UnaryOperator<Table> earlier) {
    Recording saved = new Recording(earlier);
    for (RecordedTable name : RecordedTable.values()) {
      if (name != HIDDEN_ACTIVATIONS) {
        Table table = saved.table(name);
        recording
            .table(name)
            .append(table.where(table.intColumn("step").eval(step -> records(name, (int) step))));
      }
    }
  }

  private static boolean records(RecordedTable table, int step) {
    return switch (table) {
      case LOSS -> true;
      case UPDATE_RATIO -> recordsUpdateRatio(step);
      default -> recordsAll(step);
    };
  }

  private static boolean recordsAll(int step) {
    return POWERS_OF_TEN.contains(step) || step > 0 && step % INTERVAL == 0;
  }

  private static boolean recordsUpdateRatio(int step) {
    return step < FIRST_STEPS || recordsAll(step);
  }

  @Override
  public void onStep(TrainingStep step, Network network) {
    recording.add(LOSS, step.number(), step.loss());
    Snapshot snapshot = new Snapshot(network, step.number(), recording);
    boolean all = step.last() || recordsAll(step.number());
    if (all) {
      snapshot.preActivations();
      snapshot.activations(Tanh.class);
      snapshot.activationGradients(Tanh.class);
      snapshot.deadNeurons();
      snapshot.weightGradients();
    }
    if (all || recordsUpdateRatio(step.number())) {
      snapshot.updateRatios(step.learningRate());
    }
    if (step.last()) {
      snapshot.hiddenActivations();
    }
  }
}
