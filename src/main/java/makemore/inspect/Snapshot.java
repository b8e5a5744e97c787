package makemore.inspect;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/**
 * Records what the layers of a network hold of their latest pass.
 *
 * @param network after a forward pass, for gradients also a backward pass, whose arrays are open
 */
public record Snapshot(Network network, int step, Recording recording) {

  private static final int KEPT_EXAMPLES = 100;
  private static final int KEPT_NEURONS = 1000;

  private record Matrix(int index, NDArray data, NDArray gradient) {
    double gradientToData() {
      return Statistics.of(floats(gradient)).std() / Statistics.of(floats(data)).std();
    }
  }

  /** Records the outputs of the layers of a type. */
  public void activations(Class<? extends Layer> type) {
    for (int index : layers(type)) {
      float[] values = floats(layer(index).output());
      Statistics of = Statistics.of(values);
      double saturated = Statistics.saturatedPercent(values, Recorder.SATURATED);
      recording.add(
          RecordedTable.ACTIVATIONS, step, index, type(index), of.mean(), of.std(), saturated);
      recording.addHistogram(RecordedTable.ACTIVATION_HISTOGRAMS, step, index, values);
    }
  }

  /** Records the gradients of the loss at the outputs of the layers of a type. */
  public void activationGradients(Class<? extends Layer> type) {
    for (int index : layers(type)) {
      float[] values = floats(layer(index).outputGradient());
      Statistics of = Statistics.of(values);
      recording.add(
          RecordedTable.ACTIVATION_GRADIENTS, step, index, type(index), of.mean(), of.std());
      recording.addHistogram(RecordedTable.ACTIVATION_GRADIENT_HISTOGRAMS, step, index, values);
    }
  }

  /** Records the gradient of each weight matrix. */
  public void weightGradients() {
    for (Matrix matrix : matrices()) {
      float[] values = floats(matrix.gradient);
      Statistics of = Statistics.of(values);
      String shape = matrix.gradient.getShape().toString();
      double ratio = matrix.gradientToData();
      recording.add(
          RecordedTable.WEIGHT_GRADIENTS, step, matrix.index, shape, of.mean(), of.std(), ratio);
      recording.addHistogram(RecordedTable.WEIGHT_GRADIENT_HISTOGRAMS, step, matrix.index, values);
    }
  }

  void updateRatios(double learningRate) {
    for (Matrix matrix : matrices()) {
      double ratio = learningRate * matrix.gradientToData();
      recording.add(RecordedTable.UPDATE_RATIO, step, matrix.index, Math.log10(ratio));
    }
  }

  void preActivations() {
    for (int tanh : layers(Tanh.class)) {
      float[] values = (tanh == 0 ? network.embedding() : layer(tanh - 1)).output().toFloatArray();
      Statistics of = Statistics.of(values);
      double[] numbers = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
      double min = Statistics.quantile(numbers, 0);
      double low = Statistics.quantile(numbers, 0.05);
      double high = Statistics.quantile(numbers, 0.95);
      double max = Statistics.quantile(numbers, 1);
      recording.add(
          RecordedTable.PRE_ACTIVATIONS, step, tanh, of.mean(), of.std(), min, low, high, max);
    }
  }

  void deadNeurons() {
    for (int tanh : layers(Tanh.class)) {
      float[] values = layer(tanh).output().toFloatArray();
      int neurons = (int) layer(tanh).output().getShape().tail();
      boolean[] alive = new boolean[neurons];
      for (int i = 0; i < values.length; i++) {
        alive[i % neurons] |= !(Math.abs(values[i]) > Recorder.DEAD);
      }
      int dead = (int) IntStream.range(0, neurons).filter(i -> !alive[i]).count();
      recording.add(RecordedTable.DEAD_NEURONS, step, tanh, values.length / neurons, neurons, dead);
    }
  }

  void hiddenActivations() {
    List<Integer> all = layers(Tanh.class);
    int last = all.get(all.size() - 1);
    float[] values = layer(last).output().toFloatArray();
    int neurons = (int) layer(last).output().getShape().get(1);
    int examples = Math.min(values.length / neurons, KEPT_EXAMPLES);
    for (int example = 0; example < examples; example++) {
      for (int neuron = 0; neuron < Math.min(neurons, KEPT_NEURONS); neuron++) {
        recording.add(
            RecordedTable.HIDDEN_ACTIVATIONS,
            last,
            example,
            neuron,
            values[example * neurons + neuron]);
      }
    }
  }

  private static float[] floats(NDArray kept) {
    return Objects.requireNonNull(kept, "the layers have made no such pass yet").toFloatArray();
  }

  private List<Integer> layers(Class<? extends Layer> type) {
    return IntStream.range(0, network.numberedLayers().size())
        .filter(i -> type.isInstance(layer(i)))
        .boxed()
        .toList();
  }

  private Layer layer(int index) {
    return network.numberedLayers().get(index);
  }

  private String type(int index) {
    return layer(index).getClass().getSimpleName();
  }

  private List<Matrix> matrices() {
    List<Matrix> matrices = new ArrayList<>();
    int index = 0;
    for (var entry : network.gradients().entrySet()) {
      if (entry.getValue().getShape().dimension() == 2) {
        matrices.add(new Matrix(index, entry.getKey().getArray(), entry.getValue()));
      }
      index++;
    }
    return matrices;
  }
}
