package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.Init;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsOptionsTest {

  private static Settings settings(String... options) {
    SettingsOptions parsed = SettingsOptions.ofTraining();
    Program.commandLine(parsed).parseArgs(options);
    return parsed.settings();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetStaysAsItIsWithoutOptionsAndWithItsOwn(Preset preset) {
    Settings settings = preset.settings();
    assertThat(settings("--preset=" + preset)).isEqualTo(settings);
    assertThat(
            settings(
                "--preset=" + preset,
                settings.hasBatchNorm() ? "--batch-norm" : "--no-batch-norm",
                preset == Preset.MLP ? "--init=plain" : "--init=scaled"))
        .isEqualTo(settings);
  }

  @Test
  void eachOptionChangesItsOwnSetting() {
    String options =
        "--block-size=2 --group-size=3 --embedding-size=4 --hidden-size=5 --hidden-layers=6"
            + " --batch-norm-per-time --batch-size=7 --learning-rate=0.8 --steps=9"
            + " --learning-rate-decay-at=10 --seed=11 --sample-seed=12";
    assertThat(settings(options.split(" ")))
        .isEqualTo(
            Preset.DEEP_BN
                .settings()
                .with(
                    s ->
                        s.blockSize(2)
                            .groupSize(3)
                            .embeddingSize(4)
                            .hiddenSize(5)
                            .hiddenLayers(6)
                            .batchNormPerTime(true)
                            .batchSize(7)
                            .learningRate(0.8)
                            .steps(9)
                            .learningRateDecayAt(10)
                            .seed(11)
                            .sampleSeed(12L)));
  }

  @ParameterizedTest
  @CsvSource({
    "--preset=deep-bn --no-batch-norm, DEEP",
    "--preset=deep --batch-norm, DEEP_BN",
    "--preset=deep --init=plain --hidden-layers=1 --hidden-size=200"
        + " --learning-rate-decay-at=100000, MLP"
  })
  void presetWithOptionsIsAnother(String options, Preset other) {
    Settings settings = settings(options.split(" "));
    assertThat(settings).isEqualTo(other.settings().withPreset(settings.preset()));
  }

  /** The gain is that of the hidden layers alone, the other that of the last one or its gamma. */
  @ParameterizedTest
  @CsvSource({
    "--preset=deep, SCALED, 1.6666666666666667, 0.1",
    "--preset=mlp --init=scaled, SCALED, 1.6666666666666667, 0.1",
    "--init=plain, PLAIN, 1, 1",
    "--preset=deep --gain=3, SCALED, 3, 0.1",
    "--gain=1.67 --no-batch-norm --init=plain, PLAIN, 1.67, 1",
    "--last-layer-gain=1, SCALED, 1, 1",
    "--preset=deep --last-layer-gain=0.7, SCALED, 1.6666666666666667, 0.7"
  })
  void initialValuesAreThoseOfThePresetButForWhatIsGiven(
      String options, Init init, double gain, double lastLayerGain) {
    Settings settings = settings(options.split(" "));

    assertThat(settings.init()).isEqualTo(init);
    assertThat(settings.gain()).isEqualTo(gain);
    assertThat(settings.lastLayerGain()).isEqualTo(lastLayerGain);
  }
}
