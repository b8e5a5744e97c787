package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Batches;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import makemore.train.Preset;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.verify.ComparedTensor.Tolerance;

/**
 * Does again what the PyTorch twin did, and compares number by number with its {@link StateFile}.
 *
 * <p>What is drawn has to be the same to the bit. What is computed may differ in the last bits,
 * since sums are added up in another order.
 */
public final class Comparison {

  private final StateFile state;
  private final Configuration configuration;
  private final Network network;
  private final Map<String, Parameter> parameters;
  private final Split split;
  private final Vocabulary vocabulary;
  private final Tolerances tolerances;
  private final ComparedTensors compared;

  private Comparison(StateFile state, Network network, Split split, Vocabulary vocabulary) {
    this.state = state;
    this.network = network;
    this.split = split;
    this.vocabulary = vocabulary;
    configuration = state.header().configuration().toConfiguration();
    parameters = NamedParameters.of(network);
    compared = new ComparedTensors(state);
    tolerances = Tolerances.of(Preset.named(configuration.preset()).orElseThrow());
  }

  /**
   * Trains, evaluates and samples, and compares.
   *
   * @param state what PyTorch gave
   * @param network the network that the state file's configuration describes, without values
   * @param split the data that PyTorch learned from
   * @param vocabulary the characters of the data
   * @param manager owns the network's parameters
   * @param listeners are told of each step
   * @return what was compared, in the order of the state file
   * @throws makemore.text.InvalidInputException if an array is missing or of another shape
   * @throws makemore.train.DivergedException if training diverges
   */
  public static List<ComparedTensor> of(
      StateFile state,
      Network network,
      Split split,
      Vocabulary vocabulary,
      NDManager manager,
      List<TrainingListener> listeners) {
    Comparison comparison = new Comparison(state, network, split, vocabulary);
    comparison.run(manager, listeners);
    return comparison.compared.rows();
  }

  private void run(NDManager manager, List<TrainingListener> listeners) {
    compareDraws(draw(manager), manager);

    Batches batches = draw(manager);
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            // Not copyTo, which makes the engine print a warning.
            parameter.getArray().set(new NDIndex("..."), state.array("initial/" + name));
          }
        });
    float[] losses = new float[configuration.steps()];
    TrainingListener compareFirst =
        (step, trained) -> {
          losses[step.number()] = (float) step.loss();
          if (step.number() == 0) {
            compareStep();
          }
        };
    List<TrainingListener> all = new ArrayList<>(listeners);
    all.add(0, compareFirst);
    new Training(network, batches, configuration.schedule())
        .run(manager, 0, configuration.steps(), () -> false, all);
    compared.addLosses(losses, tolerances);

    parameters.forEach(
        (name, parameter) -> compared.add("final/" + name, tolerances.end(), parameter.getArray()));
    Evaluation loss = Evaluation.of(network, split, manager);
    compared.add(
        "split_losses",
        tolerances.splitLosses(),
        manager.create(new double[] {loss.train(), loss.validation(), loss.test()}));
    List<String> names =
        new Sampler(network, vocabulary, configuration.architecture().blockSize())
            .sample(manager, TorchGenerator.manualSeed(configuration.sampleSeed()), 1, "")
            .limit(state.names().size())
            .toList();
    compared.addNames(names);
  }

  /** Seeds, draws the parameters, and goes on to the batches. */
  private Batches draw(NDManager manager) {
    TorchGenerator generator = TorchGenerator.manualSeed(configuration.seed());
    network.clear();
    network.initialize(
        manager, DataType.FLOAT32, new Shape(1, configuration.architecture().blockSize()));
    return new Batches(generator, split.train(), configuration.batchSize());
  }

  private void compareDraws(Batches batches, NDManager manager) {
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            compared.add("initial/" + name, Tolerance.EXACT, parameter.getArray());
          }
        });
    int kept = (int) state.array("batches").getShape().head();
    long[][] indices = new long[kept][];
    Arrays.setAll(indices, i -> batches.nextIndices());
    long[] flat = Arrays.stream(indices).flatMapToLong(Arrays::stream).toArray();
    compared.add(
        "batches",
        Tolerance.EXACT,
        manager.create(flat, new Shape(kept, configuration.batchSize())));
  }

  private void compareStep() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("embedding", network.embedding());
    for (int i = 0; i < network.layers().size(); i++) {
      layers.put("layers." + i, network.layers().get(i));
    }
    layers.forEach(
        (name, layer) -> compared.add("step0/output/" + name, tolerances.output(), layer.output()));
    layers.forEach(
        (name, layer) ->
            compared.add(
                "step0/output_gradient/" + name, tolerances.gradient(), layer.outputGradient()));
    Map<Parameter, NDArray> gradients = network.gradients();
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            compared.add("step0/gradient/" + name, tolerances.gradient(), gradients.get(parameter));
          }
        });
  }
}
