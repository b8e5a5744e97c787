package makemore.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.text.Examples;
import makemore.train.Batch;

/**
 * Counts how often each neuron is saturated over several thousand training examples, always the
 * same: in a single batch of 32, many neurons look saturated by chance. The network runs as in
 * training, with batch normalisation by the batch, and is left unchanged.
 */
final class Probe {

  private static final int MOST = 4096;
  private static final int CHUNK = 1024;

  /** How many outputs each neuron of a Tanh has, and how many of these are saturated. */
  record Saturation(int outputs, int[] saturated) {

    int dead() {
      return (int) Arrays.stream(saturated).filter(count -> count == outputs).count();
    }

    /** Counts the neurons: all, the dead ones, and others that are saturated for 99%. */
    Object[] counts() {
      int nearly = (int) Arrays.stream(saturated).filter(n -> n >= 0.99 * outputs).count();
      return new Object[] {saturated.length, dead(), nearly - dead()};
    }

    double percent(int neuron) {
      return 100.0 * saturated[neuron] / outputs;
    }
  }

  final Examples examples;

  /** Takes the first of the training examples, whose words are shuffled. */
  Probe(Examples train) {
    int size = Math.min(MOST, train.size());
    // A batch normalisation needs two examples.
    examples = train.first(size % CHUNK == 1 ? size - 1 : size);
  }

  /** Measures each Tanh. The keys are the numbers of the layers. */
  Map<Integer, Saturation> of(Network network) {
    NDManager manager = network.embedding().value("weight").getManager();
    Map<Integer, Saturation> layers = new TreeMap<>();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<Parameter, NDArray> running =
          network.getParameters().values().stream()
              .filter(parameter -> !parameter.requiresGradient())
              .collect(Collectors.toMap(kept -> kept, kept -> kept.getArray().duplicate()));
      for (int from = 0; from < examples.size(); from += CHUNK) {
        int to = Math.min(from + CHUNK, examples.size());
        network.forward(
            Batch.of(manager, examples, LongStream.range(from, to).toArray()).contexts(), true);
        for (int i = 0; i < network.numberedLayers().size(); i++) {
          if (network.numberedLayers().get(i) instanceof Tanh tanh) {
            Saturation none = new Saturation(0, new int[Snapshot.neurons(tanh)]);
            layers.put(i, count(tanh, layers.getOrDefault(i, none)));
          }
        }
      }
      running.forEach((parameter, before) -> parameter.getArray().set(new NDIndex("..."), before));
    }
    return layers;
  }

  private static Saturation count(Tanh tanh, Saturation before) {
    float[] outputs = tanh.output().toFloatArray();
    int[] saturated = before.saturated.clone();
    for (int i = 0; i < outputs.length; i++) {
      saturated[i % saturated.length] += Math.abs(outputs[i]) > Recorder.SATURATED ? 1 : 0;
    }
    return new Saturation(before.outputs + outputs.length / saturated.length, saturated);
  }
}
