package makemore.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/**
 * Records what the layers of a network hold of their latest pass.
 *
 * @param network after a forward pass, for gradients also a backward pass, whose arrays are open
 */
public record Snapshot(Network network, int step, boolean histograms, Recording recording) {

  static final int KEPT_EXAMPLES = 32;
  private static final int KEPT_LAYERS = 8;
  private static final int KEPT_NEURONS = 600;
  // Of a batch normalisation.
  private static final int UNDER_GLASS = 3;
  private static final int EXAMPLES_UNDER_GLASS = 512;
  private static final MathContext DIGITS = new MathContext(4);

  private record Matrix(int index, NDArray data, NDArray gradient) {
    double gradientToData() {
      return Statistics.of(gradient.toFloatArray()).std()
          / Statistics.of(data.toFloatArray()).std();
    }
  }

  public void activations() {
    for (int i : tanhs()) {
      float[] values = floats(layer(i).output());
      double saturated = Statistics.saturatedPercent(values, Recorder.SATURATED);
      add(RecordedTable.ACTIVATIONS, i, "Tanh", values, saturated);
    }
  }

  /** Records the gradients of the loss at the outputs of each Tanh. */
  public void activationGradients() {
    for (int i : tanhs()) {
      add(RecordedTable.ACTIVATION_GRADIENTS, i, "Tanh", floats(layer(i).outputGradient()));
    }
  }

  public void weightGradients() {
    for (Matrix matrix : matrices()) {
      String shape = matrix.gradient.getShape().toString();
      float[] values = floats(matrix.gradient);
      add(RecordedTable.WEIGHT_GRADIENTS, matrix.index, shape, values, matrix.gradientToData());
    }
  }

  /** Records statistics, and a row for each bin if the values have a finite range. */
  private void add(RecordedTable to, int index, String what, float[] values, Object... more) {
    Statistics statistics = Statistics.of(values);
    recording.add(to, step, index, what, statistics.mean(), statistics.std(), more);
    if (histograms && Float.isFinite(Floats.max(values) - Floats.min(values))) {
      Histogram histogram = Histogram.of(values, Recorder.BINS);
      for (int i = 0; i < Recorder.BINS; i++) {
        recording.add(to.histograms(), step, index, histogram.edges()[i], histogram.density()[i]);
      }
    }
  }

  void updateRatios(double learningRate) {
    for (Matrix matrix : matrices()) {
      double ratio = learningRate * matrix.gradientToData();
      recording.add(RecordedTable.UPDATE_RATIO, step, matrix.index, Math.log10(ratio));
    }
  }

  void preActivations() {
    for (int i : tanhs()) {
      float[] values = floats(input(i));
      Statistics inputs = Statistics.of(values);
      double[] all = Doubles.toArray(Floats.asList(values));
      double low = Statistics.percentile(all, 5);
      double high = Statistics.percentile(all, 95);
      Object[] range = {Floats.min(values), low, high, Floats.max(values)};
      recording.add(RecordedTable.PRE_ACTIVATIONS, step, i, inputs.mean(), inputs.std(), range);
    }
  }

  /**
   * Records some neurons value by value; of many layers, some from the first to the last.
   *
   * @param gammaAndBeta of each batch normalisation, as the pass used them
   */
  void neurons(Map<Integer, Probe.Saturation> probe, Map<Layer, float[][]> gammaAndBeta) {
    List<Integer> layers = Statistics.evenly(tanhs(), KEPT_LAYERS);
    for (int tanh : layers) {
      float[] inputs = floats(input(tanh));
      int neurons = neurons(layer(tanh));
      int examples = Math.min(inputs.length / neurons, KEPT_EXAMPLES);
      for (int i = 0; i < Math.min(neurons, KEPT_NEURONS / layers.size()); i++) {
        Object[] kept = Arrays.copyOf(ofNeuron(i, inputs, neurons), KEPT_EXAMPLES);
        double saturated = probe.get(tanh).percent(i);
        recording.add(RecordedTable.NEURONS, step, tanh, i, saturated, examples, kept);
      }
      if (tanh > 0
          && layer(tanh - 1) instanceof BatchNorm1d norm
          && inputs.length <= EXAMPLES_UNDER_GLASS * neurons
          && norm.value("runningMean").size() == neurons) {
        for (int i = 0; i < Math.min(neurons, UNDER_GLASS); i++) {
          normalised(tanh, norm, i, gammaAndBeta.get(norm));
        }
      }
    }
  }

  private void normalised(int tanh, BatchNorm1d layer, int neuron, float[][] gammaAndBeta) {
    boolean keepsStd = layer.getParameters().contains("runningStd");
    float running = layer.value(keepsStd ? "runningStd" : "runningVar").getFloat(neuron);
    Object[] values = {
      gammaAndBeta[0][neuron],
      gammaAndBeta[1][neuron],
      layer.value("runningMean").getFloat(neuron),
      keepsStd ? running : Math.sqrt(running)
    };
    recording.add(RecordedTable.BATCH_NORM_NEURONS, step, tanh, neuron, values);
    Object[] inputs = ofNeuron(neuron, floats(input(tanh - 1)), neurons(layer));
    Object[] gradients = ofNeuron(neuron, floats(layer.outputGradient()), neurons(layer));
    for (int i = 0; i < inputs.length; i++) {
      recording.add(
          RecordedTable.BATCH_NORM_EXAMPLES, step, tanh, neuron, i, inputs[i], gradients[i]);
    }
  }

  /** Rounds a neuron's values to four digits; null stands for one that is not finite. */
  private static Object[] ofNeuron(int neuron, float[] values, int neurons) {
    return IntStream.range(0, Math.min(values.length / neurons, EXAMPLES_UNDER_GLASS))
        .mapToObj(example -> values[example * neurons + neuron])
        .map(value -> Float.isFinite(value) ? new BigDecimal(value).round(DIGITS) : null)
        .toArray();
  }

  static int neurons(Layer layer) {
    return (int) layer.output().getShape().tail();
  }

  private NDArray input(int index) {
    return (index == 0 ? network.embedding() : layer(index - 1)).output();
  }

  private static float[] floats(NDArray kept) {
    return Objects.requireNonNull(kept, "the layers have made no such pass yet").toFloatArray();
  }

  private List<Integer> tanhs() {
    return IntStream.range(0, network.numberedLayers().size())
        .filter(i -> layer(i) instanceof Tanh)
        .boxed()
        .toList();
  }

  private Layer layer(int index) {
    return network.numberedLayers().get(index);
  }

  private List<Matrix> matrices() {
    Map<Parameter, NDArray> gradients = network.gradients();
    List<Parameter> all = network.parameters();
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Matrix(i, all.get(i).getArray(), gradients.get(all.get(i))))
        .filter(matrix -> matrix.data.getShape().dimension() == 2)
        .toList();
  }
}
