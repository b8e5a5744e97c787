package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.InvalidInputException;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Configuration;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.Trace.Values;

/**
 * Does again what the PyTorch twin did, and compares number by number with its {@link StateFile}:
 * what is drawn; then the run in double precision, in which two processors agree to fifteen digits;
 * then the run in single precision, as {@code train} makes it, in which they do not. {@link
 * Precision} says how far numbers may be apart.
 *
 * <p>Both runs start from the state file's own initial parameters, since another processor's {@code
 * randn} has other last bits.
 */
public final class Comparison {

  /** The seed and the number of the state file's {@code randn}. */
  private static final long KERNEL_SEED = 42;

  private static final int KERNEL_DRAWS = 1000;

  /** How many batches the state file has, or as many as there are steps. */
  private static final int BATCHES = 10;

  /**
   * How far the {@code randn} of two kernels may differ, x = r cos(t): t, up to 2 pi, is rounded
   * twice and 2 pi once, to float32 (7e-7 together); logarithm, root and cosine are within two
   * units in the last place (3e-7); r is at most sqrt(-2 ln 2^-24) = 5.8. Near 0 that is many units
   * in the last place of x.
   */
  private static final double KERNEL = 6e-6;

  private final StateFile state;
  private final Configuration configuration;
  private final Network network;
  private final Map<String, Parameter> parameters;
  private final Split split;
  private final Vocabulary vocabulary;
  private final NDManager manager;
  private final List<ComparedTensor> rows = new ArrayList<>();

  public Comparison(
      StateFile state, Network network, Split split, Vocabulary vocabulary, NDManager manager) {
    this.state = state;
    this.network = network;
    this.split = split;
    this.vocabulary = vocabulary;
    this.manager = manager;
    configuration = state.header().configuration().toConfiguration();
    parameters = NamedParameters.of(network);
  }

  /**
   * Draws, and compares what is drawn: to the bit, or, where PyTorch drew with another kernel,
   * within what kernels may differ by. Batches are whole numbers, the same everywhere.
   *
   * @throws InvalidInputException if an array is missing or of another shape
   */
  public Comparison compareDraws() {
    NDArray randn = TorchGenerator.manualSeed(KERNEL_SEED).randn(manager, new Shape(KERNEL_DRAWS));
    double[] expected = state.numbers("randn", randn.getShape());
    boolean sameKernel = Arrays.equals(Values.of(randn).numbers(), expected);
    Training training = Training.start(network, configuration, split, manager);
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            addDraw("initial/" + name, Values.of(parameter.getArray()), sameKernel);
          }
        });
    int kept = Math.min(configuration.steps(), BATCHES);
    long[][] indices = new long[kept][];
    Arrays.setAll(indices, i -> training.batches().nextIndices());
    double[] flat = Arrays.stream(indices).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
    addDraw("batches", new Values(new Shape(kept, configuration.batchSize()), flat), true);
    return this;
  }

  private void addDraw(String name, Values ours, boolean sameKernel) {
    double[] expected = state.numbers(name, ours.shape());
    double[] scale = new double[expected.length];
    Arrays.fill(scale, Arrays.stream(expected).map(Math::abs).max().orElse(0));
    rows.add(
        ComparedTensor.of(
            name,
            ours.shape().toString(),
            sameKernel ? Check.EXACT : Check.KERNEL,
            ours.numbers(),
            expected,
            scale,
            sameKernel ? 0 : KERNEL));
  }

  /**
   * Trains, evaluates and samples in one precision, and compares.
   *
   * @throws InvalidInputException if an array is missing or of another shape
   * @throws makemore.train.DivergedException if training diverges
   */
  public Comparison compareRun(Precision precision, List<TrainingListener> listeners) {
    rows.addAll(RunComparison.of(state, precision, run(precision, listeners)));
    return this;
  }

  Trace run(Precision precision, List<TrainingListener> listeners) {
    Training training = Training.start(network, configuration, split, manager);
    parameters.forEach(
        (name, parameter) -> {
          NDArray initial =
              parameter.requiresGradient() ? state.array("initial/" + name) : parameter.getArray();
          Layer.setValue(parameter, initial.toType(precision.dataType, true));
        });
    int names = state.names("names").size();
    return Trace.of(training, configuration, split, vocabulary, names, manager, listeners);
  }

  public List<ComparedTensor> rows() {
    return List.copyOf(rows);
  }
}
