package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import makemore.experiment.Experiment;
import makemore.experiment.Variant;
import makemore.nn.Architecture;
import makemore.nn.InitialValues;
import makemore.nn.Initialization;
import makemore.train.Configuration;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariantOptionsTest {

  @TempDir Path folder;

  private static Configuration configuration(String... options) {
    TrainingOptions parsed = new TrainingOptions();
    Program.commandLine(parsed).parseArgs(options);
    return parsed.configuration();
  }

  private static Architecture architecture(String... options) {
    return configuration(options).architecture();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetWithoutOptionsStaysAsItIs(Preset preset) {
    assertThat(configuration("--preset=" + preset)).isEqualTo(preset.configuration());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void askingForWhatThePresetHasChangesNothing(Preset preset) {
    Architecture own = preset.architecture();
    assertThat(
            architecture(
                "--preset=" + preset,
                own.hasBatchNorm() ? "--batch-norm" : "--no-batch-norm",
                preset == Preset.MLP ? "--init=plain" : "--init=scaled"))
        .isEqualTo(own);
  }

  @ParameterizedTest
  @EnumSource(Experiment.class)
  void optionsOfAnExperimentsVariantsAreUnderstoodAndAllDiffer(Experiment experiment) {
    assertThat(
            experiment.variants().stream()
                .map(variant -> configuration(variant.options().split(" ")))
                .toList())
        .containsNoDuplicates();
  }

  @Test
  void variantOfADepthHasThatManyHiddenLayers() {
    Variant last = Experiment.DEPTH.variants().get(23);
    assertThat(last.name()).isEqualTo("bn-scaled-30");
    assertThat(last.group()).isEqualTo("bn-scaled");
    assertThat(last.control()).isEqualTo("plain-30");
    assertThat(architecture(last.options().split(" ")).hiddenLayers()).isEqualTo(30);
  }

  @Test
  void withoutBatchNormDeepBnIsDeep() {
    assertThat(architecture("--preset=deep-bn", "--no-batch-norm"))
        .isEqualTo(Preset.DEEP.architecture());
  }

  @Test
  void withBatchNormDeepIsDeepBn() {
    assertThat(architecture("--preset=deep", "--batch-norm"))
        .isEqualTo(Preset.DEEP_BN.architecture());
  }

  @Test
  void plainDeepOfOneLayerIsMlp() {
    assertThat(
            architecture("--preset=deep", "--init=plain", "--hidden-layers=1", "--hidden-size=200"))
        .isEqualTo(Preset.MLP.architecture());
  }

  @Test
  void scaledMlpStartsAsDeepDoes() {
    assertThat(architecture("--preset=mlp", "--init=scaled").initialization())
        .isEqualTo(Preset.DEEP.architecture().initialization());
  }

  @Test
  void plainStartLeavesLastGammaAtOne() {
    assertThat(architecture("--init=plain").initialization())
        .isEqualTo(
            new Initialization(InitialValues.DRAWN, InitialValues.DRAWN, InitialValues.DRAWN, 1));
  }

  @Test
  void gainIsThatOfTheHiddenLayersAlone() {
    assertThat(architecture("--preset=deep", "--gain=3").initialization())
        .isEqualTo(
            new Initialization(
                InitialValues.FAN_IN.withGain(3),
                InitialValues.FAN_IN.withGain(0.1),
                InitialValues.ZERO,
                1));
  }

  @Test
  void gainOfPlainWeightsIsNotDividedByFanIn() {
    Architecture own =
        architecture("--hidden-layers=8", "--no-batch-norm", "--init=plain", "--gain=1.67");
    assertThat(own.hiddenLayers()).isEqualTo(8);
    assertThat(own.hasBatchNorm()).isFalse();
    assertThat(own.initialization().hiddenWeight()).isEqualTo(new InitialValues(1, false, 1.67));
  }

  @Test
  void lastLayerGainIsTheGammaOfItsBatchNorm() {
    assertThat(architecture("--last-layer-gain=1").initialization())
        .isEqualTo(
            new Initialization(InitialValues.FAN_IN, InitialValues.FAN_IN, InitialValues.ZERO, 1));
  }

  @Test
  void lastLayerGainIsThatOfItsWeightsWithoutBatchNorm() {
    Initialization start = architecture("--preset=deep", "--last-layer-gain=0.7").initialization();
    assertThat(start.outputWeight()).isEqualTo(InitialValues.FAN_IN.withGain(0.7));
    assertThat(start.outputGamma()).isEqualTo(1.0);
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
