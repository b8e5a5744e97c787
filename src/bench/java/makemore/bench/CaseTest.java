package makemore.bench;

import static com.google.common.truth.Truth.assertThat;

import makemore.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetIsTimedAsItIs(Preset preset) {
    assertThat(Case.of(preset).settings()).isEqualTo(preset.settings());
    assertThat(Case.of(preset).toString()).isEqualTo(preset.toString());
  }

  @Test
  void nameSaysWhatIsOther() {
    Case of = Case.of(Preset.DEEP_BN);
    assertThat(of.withHiddenSize(1000).toString()).isEqualTo("deep-bn, hidden size 1000");
    assertThat(of.withHiddenLayers(5).withBatchSize(8).toString())
        .isEqualTo("deep-bn, batch size 8");
  }

  @Test
  void largeNetworkMakesFewerStepsAtOnce() {
    Case of = Case.of(Preset.DEEP_BN);
    assertThat(of.stepsAtOnce()).isEqualTo(470);
    assertThat(of.withHiddenSize(1000).stepsAtOnce()).isEqualTo(10);
    assertThat(of.withHiddenSize(1).stepsAtOnce()).isEqualTo(500);
  }

  @Test
  void lessonsOwnSizesAreInEachDimension() {
    Case of = Case.of(Preset.DEEP_BN);
    for (Dimension dimension : Dimension.values()) {
      assertThat(dimension.cases()).contains(of);
    }
    assertThat(Dimension.allCases()).containsNoDuplicates();
  }
}
