package makemore.inspect;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/** Records what flows through each {@link Tanh}, forwards and backwards, in a step. */
final class ActivationRecorder {

  private static final double LOW_QUANTILE = 0.05;
  private static final double HIGH_QUANTILE = 0.95;

  private final Recording recording;

  ActivationRecorder(Recording recording) {
    this.recording = recording;
  }

  void record(int step, Network network) {
    List<Layer> layers = network.layers();
    Layer input = network.embedding();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer instanceof Tanh) {
        recordInput(step, i, input.output().toFloatArray());
        recordOutput(step, i, layer);
        recordGradient(step, i, layer);
      }
      input = layer;
    }
  }

  private void recordInput(int step, int index, float[] values) {
    Statistics statistics = Statistics.of(values);
    Arrays.sort(values);
    Rows.append(
        recording.preActivations(),
        step,
        index,
        statistics.mean(),
        statistics.std(),
        values[0],
        Statistics.quantile(values, LOW_QUANTILE),
        Statistics.quantile(values, HIGH_QUANTILE),
        values[values.length - 1]);
  }

  private void recordOutput(int step, int index, Layer layer) {
    float[] values = layer.output().toFloatArray();
    Statistics statistics = Statistics.of(values);
    Rows.append(
        recording.activations(),
        step,
        index,
        layer.getClass().getSimpleName(),
        statistics.mean(),
        statistics.std(),
        Statistics.saturatedPercent(values, Recorder.SATURATED));
    Rows.appendHistogram(recording.activationHistograms(), step, index, values);
    Shape shape = layer.output().getShape();
    int neurons = (int) shape.get(1);
    Rows.append(
        recording.deadNeurons(),
        step,
        index,
        (int) shape.get(0),
        neurons,
        deadNeurons(values, neurons));
  }

  private void recordGradient(int step, int index, Layer layer) {
    float[] values = layer.outputGradient().toFloatArray();
    Statistics statistics = Statistics.of(values);
    Rows.append(
        recording.activationGradients(),
        step,
        index,
        layer.getClass().getSimpleName(),
        statistics.mean(),
        statistics.std());
    Rows.appendHistogram(recording.activationGradientHistograms(), step, index, values);
  }

  private static int deadNeurons(float[] activations, int neurons) {
    int dead = 0;
    for (int neuron = 0; neuron < neurons; neuron++) {
      int example = neuron;
      while (example < activations.length && Math.abs(activations[example]) > Recorder.DEAD) {
        example += neurons;
      }
      dead += example >= activations.length ? 1 : 0;
    }
    return dead;
  }

  /** Records what the last Tanh gave in the last batch. */
  void recordLast(Network network) {
    List<Layer> layers = network.layers();
    int index = layers.size() - 1;
    while (!(layers.get(index) instanceof Tanh)) {
      index--;
    }
    float[] values = layers.get(index).output().toFloatArray();
    int neurons = (int) layers.get(index).output().getShape().get(1);
    int examples = Math.min(values.length / neurons, Recorder.KEPT_EXAMPLES);
    for (int example = 0; example < examples; example++) {
      for (int neuron = 0; neuron < Math.min(neurons, Recorder.KEPT_NEURONS); neuron++) {
        Rows.append(
            recording.hiddenActivations(),
            index,
            example,
            neuron,
            values[example * neurons + neuron]);
      }
    }
  }
}
