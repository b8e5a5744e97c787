package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
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
 * Precision} says how far numbers may be apart. Where an array is missing or of another shape, a
 * {@link makemore.input.InvalidInputException} says so.
 *
 * <p>Both runs start from the state file's own initial parameters, since another processor's {@code
 * randn} has other last bits.
 */
public record Comparison(
    StateFile state, Network network, Split split, Vocabulary vocabulary, NDManager manager) {

  /** How many batches the state file has, or as many as there are steps. */
  private static final int BATCHES = 10;

  /**
   * How far the {@code randn} of two kernels may differ, x = r cos(t): t, up to 2 pi, is rounded
   * twice and 2 pi once, to float32 (7e-7 together); logarithm, root and cosine are within two
   * units in the last place (3e-7); r is at most sqrt(-2 ln 2^-24) = 5.8. Near 0 that is many units
   * in the last place of x.
   */
  private static final double KERNEL = 6e-6;

  Configuration configuration() {
    return state.header().configuration().toConfiguration();
  }

  /** Compares what is drawn: to the bit, or within {@link #KERNEL}; batches always to the bit. */
  public List<ComparedTensor> draws() {
    NDArray randn = TorchGenerator.manualSeed(42).randn(manager, new Shape(1000));
    double[] expected = state.numbers("randn", randn.getShape());
    boolean sameKernel = Arrays.equals(Values.of(randn).numbers(), expected);
    Training training = Training.start(network, configuration(), split, manager);
    List<ComparedTensor> draws = new ArrayList<>();
    Maps.filterValues(NamedParameters.of(network), Parameter::requiresGradient)
        .forEach(
            (name, own) ->
                draws.add(draw("initial/" + name, Values.of(own.getArray()), sameKernel)));
    long[][] indices = new long[Math.min(configuration().steps(), BATCHES)][];
    Arrays.setAll(indices, i -> training.batches().nextIndices());
    double[] flat = Arrays.stream(indices).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
    Shape shape = new Shape(indices.length, configuration().batchSize());
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
   * Trains, evaluates and samples in one precision, and compares.
   *
   * @throws makemore.train.DivergedException if training diverges
   */
  public List<ComparedTensor> run(Precision precision, List<TrainingListener> listeners) {
    return new RunComparison(state, precision, Trace.of(this, precision, listeners)).rows();
  }
}
