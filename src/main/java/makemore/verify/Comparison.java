package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import makemore.input.InvalidInputException;
import makemore.nn.CrossEntropy;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Batches;
import makemore.train.Evaluation;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.verify.ComparedTensor.Check;

/**
 * Repeats what the reference implementation did and compares every number with its {@link
 * StateFile}: the draws; then the run in double precision, in which two processors agree to fifteen
 * digits; then the run in single precision, as {@code train} makes it, in which they do not. {@link
 * Precision} says how far numbers may be apart. Where an array is missing or of another shape, an
 * {@link InvalidInputException} says so.
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

  /** Starts a run with the network that is compared, whose parameters are drawn anew. */
  private Training start() {
    Settings settings = state.header().settings();
    TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
    network.initialize(manager, new Shape(1, settings.blockSize()));
    Batches batches = new Batches(generator, split.train(), settings.batchSize());
    return new Training(settings, network, crossEntropy, batches, split, vocabulary, manager);
  }

  /** Compares what is drawn: to the bit, or within {@link #KERNEL}; batches always to the bit. */
  public List<ComparedTensor> draws() {
    NDArray randn = copy(TorchGenerator.manualSeed(42).randn(manager, new Shape(1000)));
    boolean sameKernel = randn.contentEquals(state.array("randn", randn.getShape()));
    Training training = start();
    List<ComparedTensor> draws = new ArrayList<>();
    NamedParameters.trained(network)
        .forEach((name, drawn) -> draws.add(draw("initial/" + name, drawn, sameKernel)));
    int count = Math.min(training.settings().steps(), BATCHES);
    long[][] indices = new long[count][];
    Arrays.setAll(indices, i -> training.batches().nextIndices());
    NDArray batches = manager.create(Longs.concat(indices));
    draws.add(draw("batches", batches.reshape(count, -1), true));
    return draws;
  }

  private ComparedTensor draw(String name, NDArray ours, boolean sameKernel) {
    NDArray expected = state.array(name, ours.getShape());
    Check check = sameKernel ? Check.EXACT : Check.KERNEL;
    double allowed = sameKernel ? 0 : KERNEL;
    return ComparedTensor.of(name, check, copy(ours), expected, expected.abs().max(), allowed);
  }

  /**
   * Trains, evaluates and samples in one precision.
   *
   * @throws makemore.train.DivergedException if training diverges
   */
  public Trace trace(Precision precision, List<TrainingListener> listeners) {
    Training training = start();
    int steps = training.settings().steps();
    Map<String, Parameter> parameters = NamedParameters.of(network);
    parameters.forEach(
        (name, parameter) -> {
          NDArray initial =
              parameter.requiresGradient() ? state.array("initial/" + name) : parameter.getArray();
          ParameterValues.set(parameter, initial.duplicate().toType(precision.dataType, false));
        });
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    double[] losses = new double[steps];
    List<TrainingListener> all = new ArrayList<>(listeners);
    all.add(
        (step, trained) -> {
          losses[step.number()] = step.loss();
          if (step.number() == 0) {
            addFirstStep(arrays);
          }
        });
    training.run(0, steps, () -> false, all);
    arrays.put("losses", manager.create(losses));
    parameters.forEach(
        (name, parameter) -> arrays.put("final/" + name, copy(parameter.getArray())));
    Evaluation loss = Evaluation.of(network, split, manager);
    double[] splitLosses = {loss.train(), loss.validation(), loss.test()};
    arrays.put("split_losses", manager.create(splitLosses));
    List<String> names = training.names(state.names(precision).size(), steps);
    // The draws begin again.
    Training.namesGenerator(training.settings(), steps, split.train().size(), vocabulary.size());
    return new Trace(precision, arrays, names, Trace.draws(names, training));
  }

  private void addFirstStep(Map<String, NDArray> arrays) {
    NamedParameters.layers(network)
        .forEach(
            (name, layer) -> {
              arrays.put("step0/output/" + name, copy(name, layer.output()));
              arrays.put("step0/output_gradient/" + name, copy(name, layer.outputGradient()));
            });
    NamedParameters.gradients(network)
        .forEach((name, gradient) -> arrays.put("step0/gradient/" + name, copy(gradient)));
  }

  /** In a state file the embedding's rows of a context are side by side. */
  private NDArray copy(String layer, NDArray array) {
    return copy(layer.equals("embedding") ? array.reshape(array.getShape().head(), -1) : array);
  }

  /** Copies an array, in double precision, so that it outlives the step. */
  private NDArray copy(NDArray array) {
    // toType alone gives the very array if it is FLOAT64 already, whatever is asked of it.
    NDArray copy = array.toType(DataType.FLOAT64, false).duplicate();
    copy.attach(manager);
    NDScope.unregister(copy);
    return copy;
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
