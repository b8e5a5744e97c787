package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Batch;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;
import org.junit.jupiter.api.Test;

/** Networks as the lesson starts them, on some thousand names. */
final class ProbeTest extends ArrayTest {

  private static final int NEURONS = 200;

  private final List<String> words =
      WordFile.read(Path.of("data", "names.txt")).words().subList(0, 4000);
  private final Vocabulary vocabulary = Vocabulary.of(words);
  private final Split split = Split.of(words, vocabulary, 3);

  private Network network(Preset preset) {
    return Training.start(preset.settings(), Layers.FUSED, split, vocabulary, manager).network();
  }

  /** Counts by hand for how many of the first examples each neuron of the mlp is saturated. */
  private int[] saturated(Network network, int examples) {
    int[] saturated = new int[NEURONS];
    for (int from = 0; from < examples; from += 1000) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(from + 1000, examples);
        network.forward(
            Batch.of(manager, split.train(), LongStream.range(from, to).toArray()).contexts(),
            false);
        float[] outputs = network.numberedLayers().get(1).output().toFloatArray();
        for (int i = 0; i < outputs.length; i++) {
          saturated[i % NEURONS] += Math.abs(outputs[i]) > 0.97 ? 1 : 0;
        }
      }
    }
    return saturated;
  }

  private int dead(Network network, int examples) {
    return new Probe.Saturation(examples, saturated(network, examples)).dead();
  }

  /** Two neurons are dead by their bias; eight examples find more, by chance. */
  @Test
  void deadNeuronsAreThoseOfAllTrainingExamples() {
    Network network = network(Preset.MLP);
    NDArray bias = network.numberedLayers().get(0).value("bias");
    float[] values = bias.toFloatArray();
    values[3] = 1000;
    values[7] = -1000;
    bias.set(values);

    Probe.Saturation found = new Probe(split.train()).of(network).get(1);

    assertThat(found.outputs()).isEqualTo(4096);
    assertThat(found.dead()).isEqualTo(2);
    assertThat(found.percent(3)).isEqualTo(100.0);
    assertThat(dead(network, split.train().size())).isEqualTo(2);
    assertThat(dead(network, 8)).isGreaterThan(2);
  }

  /** The probe's share of a neuron is that of all examples, up to the chance of a sample. */
  @Test
  void sharesAreThoseOfAllTrainingExamples() {
    Network network = network(Preset.MLP);
    Probe.Saturation sample = new Probe(split.train()).of(network).get(1);
    int size = split.train().size();
    assertThat(size).isGreaterThan(5 * sample.outputs());
    int[] all = saturated(network, size);
    for (int neuron = 0; neuron < NEURONS; neuron++) {
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
    List<float[]> before = values(network);

    new Probe(split.train()).of(network);

    List<float[]> after = values(network);
    assertThat(after).hasSize(6 * 4 + 7);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i)).isEqualTo(before.get(i));
    }
  }

  private static List<float[]> values(Network network) {
    return network.getParameters().values().stream().map(p -> p.getArray().toFloatArray()).toList();
  }

  /** A batch normalisation in training refuses a single example. */
  @Test
  void lastExampleIsNotLeftAlone() {
    Examples examples = split.train().first(1025);
    Probe.Saturation found = new Probe(examples).of(network(Preset.DEEP_BN)).get(2);
    assertThat(found.outputs()).isEqualTo(1024);
  }
}
