package makemore.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/**
 * What the layers of a network hold of their latest pass, for the rows of a {@link RecordedTable}.
 *
 * @param network after a forward pass, for gradients also a backward pass, whose arrays are open
 * @param probed how often the neurons of each Tanh are saturated, by the layer's number
 */
public record Snapshot(
    Network network, double learningRate, double loss, Map<Integer, Probe.Saturation> probed) {

  static final int KEPT_EXAMPLES = 32;
  private static final int KEPT_LAYERS = 8;
  private static final int KEPT_NEURONS = 600;

  /** How many neurons of a batch normalisation are kept whole, and of how many examples. */
  private static final int UNDER_GLASS = 3;

  private static final int EXAMPLES_UNDER_GLASS = 512;
  private static final MathContext DIGITS = new MathContext(4);

  /** The gradient of a matrix. */
  record Matrix(Statistics gradient, String shape, double gradientToData, double updateRatio) {
    int index() {
      return gradient.index();
    }
  }

  /** A neuron of a Tanh. */
  record Neuron(int layer, int number, double saturatedPercent, Object[] inputs) {}

  /** A neuron of the batch normalisation before a Tanh, which is the layer. */
  record Normalised(
      int layer, int number, BatchNorm1d norm, Object[] inputs, Object[] outputGradients) {

    float value(String parameter) {
      return norm.value(parameter).getFloat(number);
    }

    double runningStd() {
      boolean keepsStd = norm.getParameters().contains("runningStd");
      return keepsStd ? value("runningStd") : Math.sqrt(value("runningVar"));
    }

    Stream<Example> examples() {
      return IntStream.range(0, inputs.length)
          .mapToObj(i -> new Example(layer, number, i, inputs[i], outputGradients[i]));
    }
  }

  record Example(int layer, int neuron, int example, Object input, Object outputGradient) {}

  Stream<Matrix> matrices() {
    List<Map.Entry<Parameter, NDArray>> all = List.copyOf(network.gradients().entrySet());
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).getValue().getShape().dimension() == 2)
        .mapToObj(i -> matrix(i, all.get(i).getKey().getArray(), all.get(i).getValue()));
  }

  private Matrix matrix(int index, NDArray data, NDArray array) {
    Statistics gradient = statistics(index, array);
    double toData = gradient.std() / statistics(index, data).std();
    return new Matrix(gradient, array.getShape().toString(), toData, learningRate * toData);
  }

  /** The inputs of each Tanh. */
  Stream<Statistics> inputs() {
    return tanhs().map(i -> statistics(i, before(i).output()));
  }

  /** The outputs of each Tanh. */
  Stream<Statistics> outputs() {
    return tanhs().map(i -> statistics(i, layer(i).output()));
  }

  /** The gradients of the loss at the outputs of each Tanh. */
  Stream<Statistics> outputGradients() {
    return tanhs().map(i -> statistics(i, layer(i).outputGradient()));
  }

  /** Chooses some neurons of each Tanh; of many layers, some from the first to the last. */
  Stream<Neuron> neurons() {
    List<Statistics> layers = evenly(inputs().toList(), KEPT_LAYERS);
    int most = KEPT_NEURONS / layers.size();
    return layers.stream().flatMap(x -> neurons(x, probed.get(x.index()), most));
  }

  private static Stream<Neuron> neurons(Statistics x, Probe.Saturation tanh, int most) {
    int neurons = tanh.saturated().length;
    return IntStream.range(0, Math.min(neurons, most))
        .mapToObj(i -> new Neuron(x.index(), i, tanh.percent(i), column(x.values(), neurons, i)));
  }

  /** Chooses a few neurons of each batch normalisation before a Tanh, unless the batch is large. */
  Stream<Normalised> normalised() {
    return evenly(tanhs().toList(), KEPT_LAYERS).stream()
        .filter(tanh -> before(tanh) instanceof BatchNorm1d)
        .flatMap(tanh -> normalised(tanh, (BatchNorm1d) before(tanh)));
  }

  private Stream<Normalised> normalised(int tanh, BatchNorm1d norm) {
    int neurons = (int) norm.output().getShape().tail();
    float[] x = before(tanh - 1).output().toFloatArray();
    float[] dy = norm.outputGradient().toFloatArray();
    boolean kept =
        norm.value("runningMean").size() == neurons && x.length <= EXAMPLES_UNDER_GLASS * neurons;
    return IntStream.range(0, kept ? Math.min(neurons, UNDER_GLASS) : 0)
        .mapToObj(
            i -> new Normalised(tanh, i, norm, column(x, neurons, i), column(dy, neurons, i)));
  }

  /** Rounds a neuron's first values to four digits; null stands for one that is not finite. */
  private static Object[] column(float[] values, int neurons, int neuron) {
    return IntStream.range(0, Math.min(values.length / neurons, EXAMPLES_UNDER_GLASS))
        .mapToObj(example -> values[example * neurons + neuron])
        .map(value -> Float.isFinite(value) ? new BigDecimal(value).round(DIGITS) : null)
        .toArray();
  }

  /** Chooses at most so many elements evenly, the first and the last among them. */
  public static <T> List<T> evenly(List<T> all, int most) {
    return IntStream.range(0, most)
        .mapToObj(i -> all.get(i * (all.size() - 1) / (most - 1)))
        .distinct()
        .toList();
  }

  private static Statistics statistics(int index, NDArray kept) {
    Objects.requireNonNull(kept, "the layers have made no such pass yet");
    return new Statistics(index, kept.toFloatArray());
  }

  private Stream<Integer> tanhs() {
    return IntStream.range(0, network.numberedLayers().size())
        .filter(i -> layer(i) instanceof Tanh)
        .boxed();
  }

  private Layer layer(int index) {
    return network.numberedLayers().get(index);
  }

  private Layer before(int index) {
    return index == 0 ? network.embedding() : layer(index - 1);
  }
}
