package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Batch;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks as the lesson starts them, on all names. */
final class ProbeTest {

  private static final Split SPLIT;
  private static final Vocabulary VOCABULARY;

  static {
    WordFile data = WordFile.read(Path.of("data", "names.txt"));
    VOCABULARY = Vocabulary.of(data.words());
    SPLIT = Split.of(data.words(), VOCABULARY, 3);
  }

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private Network network(Preset preset) {
    return Training.start(preset.settings(), Layers.FUSED, SPLIT, VOCABULARY, manager).network();
  }

  /** Counts by hand for how many examples, from the first on, no neuron is seen alive. */
  private int dead(Network network, Layer tanh, int examples) {
    boolean[] alive = new boolean[200];
    for (int from = 0; from < examples; from += 1000) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(from + 1000, examples);
        network.forward(
            Batch.of(manager, SPLIT.train(), LongStream.range(from, to).toArray()).contexts(),
            false);
        float[] outputs = tanh.output().toFloatArray();
        for (int i = 0; i < outputs.length; i++) {
          alive[i % alive.length] |= Math.abs(outputs[i]) <= 0.97;
        }
      }
    }
    int dead = 0;
    for (boolean is : alive) {
      dead += is ? 0 : 1;
    }
    return dead;
  }

  /** Two neurons are dead by their bias; eight examples find more, by chance. */
  @Test
  void deadNeuronsAreThoseOfAllTrainingExamples() {
    Network network = network(Preset.MLP);
    Layer tanh = network.numberedLayers().get(1);
    float[] bias = network.numberedLayers().get(0).value("bias").toFloatArray();
    bias[3] = 1000;
    bias[7] = -1000;
    network.numberedLayers().get(0).value("bias").set(bias);

    Probe.Saturation found = new Probe(SPLIT.train()).of(network).get(1);

    assertThat(found.outputs()).isEqualTo(4096);
    assertThat(found.dead()).isEqualTo(dead(network, tanh, SPLIT.train().size()));
    assertThat(found.dead()).isEqualTo(2);
    assertThat(found.percent(3)).isEqualTo(100.0);
    assertThat(dead(network, tanh, 8)).isGreaterThan(2);
  }

  /** The probe's share of a neuron is that of all examples, up to the chance of a sample. */
  @Test
  void sharesAreThoseOfAllTrainingExamples() {
    Network network = network(Preset.MLP);
    Probe.Saturation sample = new Probe(SPLIT.train()).of(network).get(1);
    int[] all = new int[200];
    int size = SPLIT.train().size();
    for (int from = 0; from < size; from += 1000) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(from + 1000, size);
        network.forward(
            Batch.of(manager, SPLIT.train(), LongStream.range(from, to).toArray()).contexts(),
            false);
        float[] outputs = network.numberedLayers().get(1).output().toFloatArray();
        for (int i = 0; i < outputs.length; i++) {
          all[i % 200] += Math.abs(outputs[i]) > 0.97 ? 1 : 0;
        }
      }
    }
    for (int neuron = 0; neuron < 200; neuron++) {
      // Six standard errors of a share of whole words, of about seven examples each.
      double bound = 100 * 6 * Math.sqrt(0.25 / (4096 / 7.0));
      assertWithMessage("neuron %s", neuron)
          .that(sample.percent(neuron))
          .isWithin(bound)
          .of(100.0 * all[neuron] / size);
    }
  }

  @Test
  void networkIsLeftAsItWas() {
    Network network = network(Preset.DEEP_BN);
    Map<String, float[]> before = new LinkedHashMap<>();
    for (Parameter parameter : network.getParameters().values()) {
      before.put(parameter.getName() + before.size(), parameter.getArray().toFloatArray());
    }

    new Probe(SPLIT.train()).of(network);

    int i = 0;
    for (float[] values : before.values()) {
      float[] after = network.getParameters().valueAt(i++).getArray().toFloatArray();
      assertThat(Arrays.equals(after, values)).isTrue();
    }
    assertThat(i).isEqualTo(6 * 4 + 7);
  }

  /** A batch normalisation in training refuses a single example. */
  @Test
  void lastExampleIsNotLeftAlone() {
    Examples examples = SPLIT.train().first(1025);
    Probe.Saturation found = new Probe(examples).of(network(Preset.DEEP_BN)).get(2);
    assertThat(found.outputs()).isEqualTo(1024);
  }
}
