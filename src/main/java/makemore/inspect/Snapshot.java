package makemore.inspect;

import static makemore.inspect.RecordedTable.ACTIVATIONS;
import static makemore.inspect.RecordedTable.ACTIVATION_GRADIENTS;
import static makemore.inspect.RecordedTable.ACTIVATION_GRADIENT_HISTOGRAMS;
import static makemore.inspect.RecordedTable.ACTIVATION_HISTOGRAMS;
import static makemore.inspect.RecordedTable.DEAD_NEURONS;
import static makemore.inspect.RecordedTable.HIDDEN_ACTIVATIONS;
import static makemore.inspect.RecordedTable.PRE_ACTIVATIONS;
import static makemore.inspect.RecordedTable.UPDATE_RATIO;
import static makemore.inspect.RecordedTable.WEIGHT_GRADIENTS;
import static makemore.inspect.RecordedTable.WEIGHT_GRADIENT_HISTOGRAMS;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/**
 * Records what the layers of a network hold of their latest pass.
 *
 * @param network after a forward pass, for gradients also a backward pass, whose arrays are open
 */
public record Snapshot(Network network, int step, Recording recording) {

  private record Matrix(int index, NDArray data, NDArray gradient) {
    double gradientToData() {
      return Statistics.of(floats(gradient)).std() / Statistics.of(floats(data)).std();
    }
  }

  /** Records the outputs of the layers of a type. */
  public void activations(Class<? extends Layer> type) {
    for (int index : layers(type)) {
      float[] values = floats(layer(index).output());
      double saturated = Statistics.saturatedPercent(values, Recorder.SATURATED);
      add(ACTIVATIONS, index, layer(index).getClass().getSimpleName(), values, saturated);
      recording.addHistogram(ACTIVATION_HISTOGRAMS, step, index, values);
    }
  }

  /** Records the gradients of the loss at the outputs of the layers of a type. */
  public void activationGradients(Class<? extends Layer> type) {
    for (int index : layers(type)) {
      float[] values = floats(layer(index).outputGradient());
      add(ACTIVATION_GRADIENTS, index, layer(index).getClass().getSimpleName(), values);
      recording.addHistogram(ACTIVATION_GRADIENT_HISTOGRAMS, step, index, values);
    }
  }

  /** Records the gradient of each weight matrix. */
  public void weightGradients() {
    for (Matrix matrix : matrices()) {
      float[] values = matrix.gradient.toFloatArray();
      String shape = matrix.gradient.getShape().toString();
      add(WEIGHT_GRADIENTS, matrix.index, shape, values, matrix.gradientToData());
      recording.addHistogram(WEIGHT_GRADIENT_HISTOGRAMS, step, matrix.index, values);
    }
  }

  void updateRatios(double learningRate) {
    for (Matrix matrix : matrices()) {
      double ratio = learningRate * matrix.gradientToData();
      recording.add(UPDATE_RATIO, step, matrix.index, Math.log10(ratio));
    }
  }

  void preActivations() {
    for (int tanh : layers(Tanh.class)) {
      float[] values = (tanh == 0 ? network.embedding() : layer(tanh - 1)).output().toFloatArray();
      Statistics statistics = Statistics.of(values);
      double[] numbers = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
      recording.add(
          PRE_ACTIVATIONS,
          step,
          tanh,
          statistics.mean(),
          statistics.std(),
          Statistics.quantile(numbers, 0),
          Statistics.quantile(numbers, 0.05),
          Statistics.quantile(numbers, 0.95),
          Statistics.quantile(numbers, 1));
    }
  }

  void deadNeurons() {
    for (int tanh : layers(Tanh.class)) {
      float[] values = layer(tanh).output().toFloatArray();
      int neurons = (int) layer(tanh).output().getShape().get(1);
      boolean[] alive = new boolean[neurons];
      for (int i = 0; i < values.length; i++) {
        alive[i % neurons] |= !(Math.abs(values[i]) > Recorder.DEAD);
      }
      int dead = (int) IntStream.range(0, neurons).filter(i -> !alive[i]).count();
      recording.add(DEAD_NEURONS, step, tanh, values.length / neurons, neurons, dead);
    }
  }

  void hiddenActivations() {
    List<Integer> all = layers(Tanh.class);
    int last = all.get(all.size() - 1);
    float[] values = layer(last).output().toFloatArray();
    int neurons = (int) layer(last).output().getShape().get(1);
    int examples = Math.min(values.length / neurons, Recorder.KEPT_EXAMPLES);
    for (int example = 0; example < examples; example++) {
      for (int neuron = 0; neuron < Math.min(neurons, Recorder.KEPT_NEURONS); neuron++) {
        recording.add(
            HIDDEN_ACTIVATIONS, last, example, neuron, values[example * neurons + neuron]);
      }
    }
  }

  private void add(RecordedTable to, int index, String name, float[] values, Object... last) {
    Statistics statistics = Statistics.of(values);
    Stream<Object> first = Stream.of(step, index, name, statistics.mean(), statistics.std());
    recording.add(to, Stream.concat(first, Stream.of(last)).toArray());
  }

  private static float[] floats(NDArray kept) {
    return Objects.requireNonNull(kept, "the layers have made no such pass yet").toFloatArray();
  }

  private List<Integer> layers(Class<? extends Layer> type) {
    return IntStream.range(0, network.layers().size())
        .filter(i -> type.isInstance(layer(i)))
        .boxed()
        .toList();
  }

  private Layer layer(int index) {
    return network.layers().get(index);
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
