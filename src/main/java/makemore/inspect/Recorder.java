package makemore.inspect;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import makemore.nn.Network;
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

  private static final int FIRST_STEPS = 1000;
  private static final int INTERVAL = 20_000;

  private final Recording recording = Recording.empty();
  private final ActivationRecorder activations = new ActivationRecorder(recording);
  private final WeightRecorder weights = new WeightRecorder(recording);

  /** Creates a recorder, which has recorded nothing. */
  public Recorder() {}

  /**
   * What was recorded so far.
   *
   * @return the recording, which grows with each step
   */
  public Recording recording() {
    return recording;
  }

  /**
   * The tables of the {@link #recording}.
   *
   * @return the tables, each named as its file in the run folder, without the ending
   */
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
    for (Table table : tables()) {
      Table recorded = earlier.apply(table);
      if (table != recording.hiddenActivations()) {
        table.append(recorded.where(recorded.intColumn("step").eval(kept(table))));
      }
    }
  }

  private DoublePredicate kept(Table table) {
    if (table == recording.loss()) {
      return step -> true;
    }
    return table == recording.updateRatio()
        ? step -> recordsUpdateRatio((int) step)
        : step -> recordsAll((int) step);
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
    recording.loss().intColumn(0).append(number);
    recording.loss().floatColumn(1).append((float) step.loss());
    boolean all = step.last() || recordsAll(number);
    if (all) {
      activations.record(number, network);
    }
    if (all || recordsUpdateRatio(number)) {
      weights.record(step, network, all);
    }
    if (step.last()) {
      activations.recordLast(network);
    }
  }
}
