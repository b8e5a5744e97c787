package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.Iterables;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.train.Settings.Init;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayersTest extends ArrayTest {

  @ParameterizedTest
  @CsvSource({"PLAIN, makemore.nn", "FUSED, makemore.nn.fused"})
  void layersAndLossAreOfTheirPackage(Layers layers, String packageName) {
    List<Object> all = new ArrayList<>(List.of(layers.crossEntropy()));
    for (Preset preset : Preset.values()) {
      Network network = layers.network(preset.settings(), 27);
      all.add(network.embedding());
      all.addAll(network.numberedLayers());
    }

    assertThat(all.stream().map(layer -> layer.getClass().getPackageName()).distinct().toList())
        .containsExactly(packageName);
  }

  /** A batch norm follows each Linear, or each but the last; groups are joined before each. */
  @ParameterizedTest
  @EnumSource(Layers.class)
  void layersAreInTheLessonsOrder(Layers layers) {
    Settings deep = Preset.DEEP_BN.settings().withHiddenLayers(2);
    assertThat(layers.network(deep, 27).toString())
        .isEqualTo(
            "Network[Embedding(27, 10), FlattenConsecutive(3), Linear(30, 100, no bias),"
                + " BatchNorm1d(100), Tanh, Linear(100, 100, no bias), BatchNorm1d(100), Tanh,"
                + " Linear(100, 27, no bias), BatchNorm1d(27)]");
    Settings wavenet = Preset.WAVENET.settings().withBlockSize(4);
    assertThat(layers.network(wavenet, 27).toString())
        .isEqualTo(
            "Network[Embedding(27, 24), FlattenConsecutive(2), Linear(48, 128, no bias),"
                + " BatchNorm1d(128), Tanh, FlattenConsecutive(2), Linear(256, 128, no bias),"
                + " BatchNorm1d(128), Tanh, Linear(128, 128, no bias), BatchNorm1d(128), Tanh,"
                + " Linear(128, 27)]");
  }

  @Test
  void lastGammaStartsAsTheLastLayersGain() {
    Network network = drawn(small(Preset.DEEP_BN), Layers.PLAIN);

    assertNear(network.numberedLayers().get(1).value("gamma"), 0, 1, 1, 1, 1);
    assertNear(network.numberedLayers().get(4).value("gamma"), 0, 0.1f, 0.1f, 0.1f);
  }

  /** The square root of the fan in, 4, is 2; biases are drawn or not. */
  @ParameterizedTest
  @CsvSource({"PLAIN, 3, 0.5, true", "SCALED, 1.5, 0.25, false", "FIRST_PART, 1.5, 0.5, true"})
  @Tag("numbers")
  void parametersStartAsTheSettingsSay(Init init, float hidden, float last, boolean biasIsDrawn) {
    Settings settings =
        small(Preset.DEEP)
            .with(s -> s.init(init).gain(3).biasGain(2).lastLayerGain(0.5).lastBiasGain(0));

    Network network = drawn(settings, Layers.PLAIN);

    TorchGenerator generator = TorchGenerator.manualSeed(42);
    for (Parameter parameter : network.parameters()) {
      boolean isBias = parameter.getType() == Parameter.Type.BIAS;
      float[] expected = new float[(int) parameter.getShape().size()];
      if (!isBias || biasIsDrawn) {
        expected = generator.randn(manager, parameter.getShape()).toFloatArray();
      }
      boolean isLast = parameter == Iterables.getLast(network.parameters());
      float bias = isLast ? 0 : 2;
      float factor = isBias ? bias : factor(parameter, network, hidden, last);
      for (int i = 0; i < expected.length; i++) {
        expected[i] *= factor;
      }
      assertNear(parameter.getArray(), 0, expected);
    }
  }

  private static float factor(Parameter weight, Network network, float hidden, float last) {
    int place = network.parameters().indexOf(weight);
    return place == 0 ? 1 : place == 1 ? hidden : last;
  }

  /** Of 3 characters with 2 features, a context of 2, and 4 neurons. */
  private static Settings small(Preset preset) {
    return preset
        .settings()
        .with(s -> s.blockSize(2).embeddingSize(2).hiddenSize(4).hiddenLayers(1));
  }

  private Network drawn(Settings settings, Layers layers) {
    Network network = layers.network(settings, 3);
    TorchGenerator.manualSeed(42);
    network.initialize(manager, new Shape(1, settings.blockSize()));
    return network;
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void fusedAndPlainAreSavedAlike(Preset preset) throws IOException {
    Settings settings = small(preset);
    Network plain = drawn(settings, Layers.PLAIN);
    Network fused = drawn(settings, Layers.FUSED);

    assertThat(fused.getParameters().keys()).isEqualTo(plain.getParameters().keys());
    assertThat(fused.getParameters().keys().get(0)).isEqualTo("01Embedding_weight");
    assertThat(saved(fused)).isEqualTo(saved(plain));
  }

  private static byte[] saved(Network network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    network.saveParameters(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
