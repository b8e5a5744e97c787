package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;
import org.junit.jupiter.api.Test;

/** Networks as the lesson starts them, on some thousand names. */
final class ProbeTest extends ArrayTest {

  private final List<String> words =
      WordFile.read(Path.of("data", "names.txt")).words().subList(0, 4000);
  private final Vocabulary vocabulary = Vocabulary.of(words);
  private final Split split = Split.of(words, vocabulary, 3);

  private Network network(Preset preset) {
    return Training.start(preset.settings(), Layers.FUSED, split, vocabulary, manager).network();
  }

  /** Two neurons are dead by their bias. */
  @Test
  void deadNeuronsAreThoseOfFourThousandExamples() {
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
