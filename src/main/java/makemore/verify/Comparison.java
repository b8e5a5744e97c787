package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.input.InvalidInputException;
import makemore.nn.CrossEntropy;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Batches;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.Trace.Values;

/**
 * Repeats what the reference implementation did, and compares number by number with its {@link
 * StateFile}: what is drawn; then the run in double precision, in which two processors agree to
 * fifteen digits; then the run in single precision, as {@code train} makes it, in which they do
 * not. {@link Precision} says how far numbers may be apart. Where an array is missing or of another
 * shape, an {@link InvalidInputException} says so.
 *
 * <p>Both runs start from the state file's own initial parameters, since another processor's {@code
 * randn} has other last bits.
 */
public record Comparison(
    StateFile state,
    Network network,
    CrossEntropy crossEntropy,
    Split split,
    Vocabulary vocabulary,
    NDManager manager) {

  /** The state file has so many batches, or as many as there are steps. */
  private static final int BATCHES = 10;

  /**
   * Bounds how far the {@code randn} of two kernels may differ. Of x = r cos(t) the angle t, up to
   * 2 pi, is rounded twice to float32 and 2 pi once (7e-7 together). Logarithm, root and cosine are
   * within two units in the last place (3e-7). The radius r is at most sqrt(-2 ln 2^-24) = 5.8.
   * Near 0 that is many units in the last place of x.
   */
  private static final double KERNEL = 6e-6;

  Settings settings() {
    return state.header().settings();
  }

  /** Starts a run with the network that is compared, whose parameters are drawn anew. */
  Training start() {
    TorchGenerator generator = TorchGenerator.manualSeed(settings().seed());
    network.initialize(manager, new Shape(1, settings().blockSize()));
    Batches batches = new Batches(generator, split.train(), settings().batchSize());
    return new Training(settings(), network, crossEntropy, batches, split, vocabulary, manager);
  }

  /** Compares what is drawn: to the bit, or within {@link #KERNEL}; batches always to the bit. */
  public List<ComparedTensor> draws() {
    NDArray randn = TorchGenerator.manualSeed(42).randn(manager, new Shape(1000));
    double[] expected = state.numbers("randn", randn.getShape());
    boolean sameKernel = Arrays.equals(Values.of(randn).numbers(), expected);
    Training training = start();
    List<ComparedTensor> draws = new ArrayList<>();
    Maps.filterValues(NamedParameters.of(network), Parameter::requiresGradient)
        .forEach(
            (name, parameter) ->
                draws.add(draw("initial/" + name, Values.of(parameter.getArray()), sameKernel)));
    long[][] indices = new long[Math.min(settings().steps(), BATCHES)][];
    Arrays.setAll(indices, i -> training.batches().nextIndices());
    double[] flat = Arrays.stream(indices).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
    Shape shape = new Shape(indices.length, settings().batchSize());
    draws.add(draw("batches", new Values(shape, flat), true));
    return draws;
  }

  private ComparedTensor draw(String name, Values ours, boolean sameKernel) {
    double[] expected = state.numbers(name, ours.shape());
    double scale = Values.largest(expected);
    Check check = sameKernel ? Check.EXACT : Check.KERNEL;
    double allowed = sameKernel ? 0 : KERNEL;
    return ComparedTensor.of(name, check, ours, expected, i -> scale, allowed);
  }

  /**
   * Trains, evaluates and samples in one precision.
   *
   * @throws makemore.train.DivergedException if training diverges
   */
  public Trace trace(Precision precision, List<TrainingListener> listeners) {
    return Trace.of(this, precision, listeners);
  }

  /** Compares a run with PyTorch's, with the help of our own run in double precision. */
  public List<ComparedTensor> compare(Trace run, Trace exact) {
    return new RunComparison(state, run, exact).rows();
  }

  /** Returns a row's name, with the kind of its layer: {@code layers.1 (BatchNorm1d)}. */
  public String title(ComparedTensor row) {
    String name = row.name().substring(row.name().lastIndexOf('/') + 1);
    Layer layer = NamedParameters.layers(network).get(name);
    // A fused layer is of the kind that it makes faster.
    return name.startsWith("layers.") && layer != null
        ? row.name() + " (" + layer.getClass().getSimpleName().replace("Fused", "") + ")"
        : row.name();
  }
}
