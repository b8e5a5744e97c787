package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {

  @Test
  void namesAreThoseOfTheCommandLine() {
    assertThat(Arrays.stream(Preset.values()).map(Preset::toString).toList())
        .containsExactly("mlp", "mlp-bn", "deep", "deep-bn", "wavenet")
        .inOrder();
  }

  /** The lesson's numbers, with its 27 characters. */
  @ParameterizedTest
  @CsvSource({"MLP, 11897", "MLP_BN, 12097", "DEEP, 46497", "DEEP_BN, 47024", "WAVENET, 76579"})
  void networkHasTheLessonsNumberOfParameters(Preset preset, long parameters) {
    assertThat(Layers.PLAIN.network(preset.settings(), 27).parameterCount()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"MLP, 100000", "MLP_BN, 100000", "DEEP, 150000", "DEEP_BN, 150000"})
  void trainingIsTheLessons(Preset preset, int decayAt) {
    Settings settings = preset.settings();

    assertThat(settings.preset()).isEqualTo(preset.toString());
    assertThat(settings.learningRate()).isEqualTo(0.1);
    assertThat(settings.learningRateDecayAt()).isEqualTo(decayAt);
    assertThat(settings.batchSize()).isEqualTo(32);
    assertThat(settings.steps()).isEqualTo(200_000);
    assertThat(settings.seed()).isEqualTo(2147483647L);
    assertThat(settings.sampleSeed()).isEqualTo(2147483657L);
  }
}
