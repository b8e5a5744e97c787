package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.Init;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsOptionsTest {

  @TempDir Path folder;

  private static Settings settings(String... options) {
    SettingsOptions parsed = SettingsOptions.ofTraining();
    Program.commandLine(parsed).parseArgs(options);
    return parsed.settings();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetWithoutOptionsStaysAsItIs(Preset preset) {
    assertThat(settings("--preset=" + preset)).isEqualTo(preset.settings());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void askingForWhatThePresetHasChangesNothing(Preset preset) {
    Settings settings = preset.settings();
    assertThat(
            settings(
                "--preset=" + preset,
                settings.hasBatchNorm() ? "--batch-norm" : "--no-batch-norm",
                preset == Preset.MLP ? "--init=plain" : "--init=scaled"))
        .isEqualTo(settings);
  }

  @Test
  void withoutBatchNormDeepBnIsDeep() {
    assertThat(settings("--preset=deep-bn", "--no-batch-norm"))
        .isEqualTo(Preset.DEEP.settings().withPreset("deep-bn"));
  }

  @Test
  void withBatchNormDeepIsDeepBn() {
    assertThat(settings("--preset=deep", "--batch-norm"))
        .isEqualTo(Preset.DEEP_BN.settings().withPreset("deep"));
  }

  @Test
  void plainDeepOfOneLayerIsMlp() {
    assertThat(settings("--preset=deep", "--init=plain", "--hidden-layers=1", "--hidden-size=200"))
        .isEqualTo(Preset.MLP.settings().withPreset("deep").withLearningRateDecayAt(150_000));
  }

  @Test
  void scaledMlpStartsAsDeepDoes() {
    assertStart(Init.SCALED, 5.0 / 3, 0.1, "--preset=mlp", "--init=scaled");
    assertStart(Init.SCALED, 5.0 / 3, 0.1, "--preset=deep");
  }

  private static void assertStart(Init init, double gain, double lastLayerGain, String... options) {
    Settings settings = settings(options);
    assertThat(settings.init()).isEqualTo(init);
    assertThat(settings.gain()).isEqualTo(gain);
    assertThat(settings.lastLayerGain()).isEqualTo(lastLayerGain);
  }

  @Test
  void plainStartLeavesLastGammaAtOne() {
    assertStart(Init.PLAIN, 1, 1, "--init=plain");
  }

  @Test
  void gainIsThatOfTheHiddenLayersAlone() {
    assertStart(Init.SCALED, 3, 0.1, "--preset=deep", "--gain=3");
  }

  @Test
  void gainOfPlainWeightsStaysWithThem() {
    String[] options = {"--hidden-layers=8", "--no-batch-norm", "--init=plain", "--gain=1.67"};
    assertThat(settings(options).hiddenLayers()).isEqualTo(8);
    assertThat(settings(options).hasBatchNorm()).isFalse();
    assertStart(Init.PLAIN, 1.67, 1, options);
  }

  @Test
  void lastLayerGainIsThatOfTheLastLayerAlone() {
    assertStart(Init.SCALED, 1, 1, "--last-layer-gain=1");
    assertStart(Init.SCALED, 5.0 / 3, 0.7, "--preset=deep", "--last-layer-gain=0.7");
  }

  @ParameterizedTest
  @CsvSource({
    "--init=plane, 'expected one of plain, scaled but was ''plane'''",
    "--gain=0, --gain 0.0: expected a number above 0",
    "--gain=NaN, --gain NaN: expected a number above 0",
    "--last-layer-gain=-1, --last-layer-gain -1.0: expected a number above 0",
    "--no-bach-norm, Unknown option: '--no-bach-norm'",
    "--batch-norm=maybe, --batch-norm",
    "--hidden-layers=0, --hidden-layers 0: expected a whole number from 1"
  })
  void badOptionIsOneLine(String option, String expected) {
    StringWriter err = new StringWriter();
    int status =
        Program.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "train",
            option,
            "--run=" + folder.resolve("run"));
    assertThat(status).isEqualTo(Program.INVALID);
    assertThat(err.toString()).contains(expected);
    assertThat(err.toString().lines().count()).isEqualTo(1);
    assertThat(folder.toFile().list()).isEmpty();
  }
}
