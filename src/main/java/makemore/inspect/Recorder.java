package makemore.inspect;

import ai.djl.ndarray.NDManager;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.sample.Inventor;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Evaluation;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Records what happens inside a network while it trains: the loss of each step; from step 0 on, at
 * steps that lie evenly on a logarithmic axis, the size of the updates, the validation loss and
 * statistics of the layers; and at some of these, the frames, histograms and single neurons.
 */
public final class Recorder implements TrainingListener {

  /** Above this absolute value a tanh's output counts as saturated, as in the lesson. */
  public static final double SATURATED = 0.97;

  /** The number of bins of a histogram, torch.histogram's own. */
  public static final int BINS = 100;

  /** The digits of the recorded steps, apart from zeros at the end; about ten in each decade. */
  private static final Set<Integer> RECORDED = Set.of(0, 1, 2, 4, 5, 8, 16, 25, 32, 63, 125);

  private static final Set<Integer> FRAMES = Set.of(0, 1, 2, 5);
  private static final int UPDATE_RATIOS_PER_DECADE = 50;
  private static final int VALIDATION_EXAMPLES = 4096;
  private static final int NAMES = 5;

  private final Recording recording = new Recording();
  private final Probe probe;
  private final Examples validation;
  private final Inventor inventor;
  private final List<List<Integer>> sameContexts;
  private Map<Integer, Probe.Saturation> saturation = Map.of();
  private Map<Layer, float[][]> gammaAndBeta = Map.of();

  public Recorder(Split split, Vocabulary vocabulary) {
    probe = new Probe(split.train());
    inventor = new Inventor(vocabulary, split.train().blockSize(), NAMES);
    validation = split.validation().first(VALIDATION_EXAMPLES);
    sameContexts = validation.byContext();
  }

  public Recording recording() {
    return recording;
  }

  /**
   * Continues where another recorder stopped. Leaves out what that one recorded only because it was
   * stopped, unless nothing follows.
   *
   * @param earlier gives, for an empty table of a recording, the other recorder's
   * @param ended whether that one had recorded the last step
   */
  public void resume(UnaryOperator<Table> earlier, boolean ended) {
    Recording saved = new Recording(earlier);
    for (RecordedTable name : RecordedTable.values()) {
      Table table = saved.table(name);
      IntColumn step = table.intColumn("step");
      Table kept = ended ? table : table.where(step.eval(at -> records(name, (int) at)));
      recording.table(name).append(kept);
    }
  }

  private static boolean records(RecordedTable table, int step) {
    return switch (table) {
      case LOSS -> true;
      case UPDATE_RATIO -> RECORDED.contains(digits(step)) || interval(step) > interval(step - 1);
      case VALIDATION_LOSS, ACTIVATIONS, ACTIVATION_GRADIENTS, WEIGHT_GRADIENTS, PRE_ACTIVATIONS ->
          RECORDED.contains(digits(step));
      case NAMES -> step != 1 && Set.of(0, 1).contains(digits(step));
      default -> FRAMES.contains(digits(step));
    };
  }

  private static int digits(int step) {
    return BigDecimal.valueOf(step).stripTrailingZeros().unscaledValue().intValue();
  }

  /** Numbers the interval in which a step lies. On a logarithmic axis all are equally long. */
  private static double interval(int step) {
    return Math.floor(UPDATE_RATIOS_PER_DECADE * StrictMath.log10(step));
  }

  @Override
  public void beforeStep(int step, boolean last, Network network) {
    if (last || records(RecordedTable.VALIDATION_LOSS, step)) {
      NDManager manager = network.embedding().value("weight").getManager();
      double loss = Evaluation.loss(network, validation, sameContexts, manager);
      recording.add(RecordedTable.VALIDATION_LOSS, step, loss);
    }
    if (last || records(RecordedTable.NAMES, step)) {
      NDManager manager = network.embedding().value("weight").getManager();
      List<String> names = inventor.invent(network, manager, step);
      names.forEach(name -> recording.add(RecordedTable.NAMES, step, name));
    }
    if (last || records(RecordedTable.DEAD_NEURONS, step)) {
      saturation = probe.of(network);
      int examples = probe.examples.size();
      saturation.forEach(
          (layer, probed) ->
              recording.add(RecordedTable.DEAD_NEURONS, step, layer, examples, probed.counts()));
      // The step's update changes them after the pass that used them.
      gammaAndBeta =
          network.numberedLayers().stream()
              .filter(BatchNorm1d.class::isInstance)
              .collect(Collectors.toMap(norm -> norm, Recorder::gammaAndBeta));
    }
  }

  private static float[][] gammaAndBeta(Layer norm) {
    return new float[][] {norm.value("gamma").toFloatArray(), norm.value("beta").toFloatArray()};
  }

  @Override
  public void onStep(TrainingStep step, Network network) {
    int number = step.number();
    recording.add(RecordedTable.LOSS, number, step.loss());
    boolean frame = step.last() || records(RecordedTable.NEURONS, number);
    Snapshot snapshot = new Snapshot(network, number, frame, recording);
    if (step.last() || records(RecordedTable.ACTIVATIONS, number)) {
      snapshot.preActivations();
      snapshot.activations();
      snapshot.activationGradients();
      snapshot.weightGradients();
    }
    if (step.last() || records(RecordedTable.UPDATE_RATIO, number)) {
      snapshot.updateRatios(step.learningRate());
    }
    if (frame) {
      snapshot.neurons(saturation, gammaAndBeta);
    }
  }
}
