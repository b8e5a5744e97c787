package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

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
}
