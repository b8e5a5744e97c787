package makemore.train;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private final Settings settings = Preset.DEEP.settings().withLearningRateDecayAt(150_000);

  @Test
  void rateIsConstantAtFirst() {
    assertThat(settings.learningRateAt(0)).isEqualTo(0.1);
    assertThat(settings.learningRateAt(149_999)).isEqualTo(0.1);
  }

  @Test
  void rateIsATenthFromTheDecayOn() {
    assertThat(settings.learningRateAt(150_000)).isWithin(1e-17).of(0.01);
    assertThat(settings.learningRateAt(Integer.MAX_VALUE)).isWithin(1e-17).of(0.01);
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "batch", "embedding", "hidden"})
  void sizeOfZeroIsRefused(String size) {
    Settings zero =
        switch (size) {
          case "block" -> settings.withBlockSize(0);
          case "batch" -> settings.withBatchSize(0);
          case "embedding" -> settings.withEmbeddingSize(0);
          default -> settings.withHiddenSize(0);
        };

    assertThat(assertThrows(InvalidInputException.class, () -> zero.check(name -> "the " + name)))
        .hasMessageThat()
        .isEqualTo("the " + size + " size 0: expected a whole number from 1 to 1,000,000");
  }

  /** The variance over n - 1 of one example would be 0 / 0. */
  @Test
  void batchNormNeedsTwoExamples() {
    Settings batchOfOne = Preset.DEEP_BN.settings().withBatchSize(1);

    assertThat(assertThrows(InvalidInputException.class, () -> batchOfOne.check(name -> name)))
        .hasMessageThat()
        .isEqualTo("batch size 1: expected a whole number from 2 to 1,000,000");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsPass(Preset preset) {
    preset.settings().check(name -> name);
  }
}
