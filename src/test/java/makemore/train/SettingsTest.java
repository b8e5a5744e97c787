package makemore.train;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.function.UnaryOperator;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  private static final Settings DEEP = Preset.DEEP.settings();

  /** The command line's names, and the lesson's numbers, with its 27 characters. */
  @ParameterizedTest
  @CsvSource({
    "MLP, mlp, 11897, 100000, 2147483647, 2147483657",
    "MLP_BN, mlp-bn, 12097, 100000, 2147483647, 2147483657",
    "DEEP, deep, 46497, 150000, 2147483647, 2147483657",
    "DEEP_BN, deep-bn, 47024, 150000, 2147483647, 2147483657",
    "WAVENET, wavenet, 76579, 150000, 42,"
  })
  void presetIsTheLessons(
      Preset preset, String name, long parameters, int decayAt, long seed, Long sampleSeed) {
    Settings settings = preset.settings();
    settings.check(setting -> setting);

    assertThat(preset.toString()).isEqualTo(name);
    assertThat(settings.preset()).isEqualTo(name);
    assertThat(Layers.PLAIN.network(settings, 27).parameterCount()).isEqualTo(parameters);
    assertThat(settings.learningRate()).isEqualTo(0.1);
    assertThat(settings.learningRateDecayAt()).isEqualTo(decayAt);
    assertThat(settings.batchSize()).isEqualTo(32);
    assertThat(settings.steps()).isEqualTo(200_000);
    assertThat(settings.seed()).isEqualTo(seed);
    assertThat(settings.sampleSeed()).isEqualTo(sampleSeed);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "149999, 0.1", "150000, 0.01", "2147483647, 0.01"})
  void rateIsATenthFromTheDecayOn(int step, double rate) {
    assertThat(DEEP.learningRateAt(step)).isWithin(1e-17).of(rate);
  }

  /** From 0.001 to 1 over 1,001 steps, each 0.003 of a power of ten apart. */
  @ParameterizedTest
  @CsvSource({"0, 0.001", "500, 0.0316227766", "1000, 1"})
  void rateOfARangeGrowsByTheSameFactorFromStepToStep(int step, double rate) {
    Settings range =
        DEEP.with(s -> s.steps(1001).learningRate(0.001).lastLearningRate(1.0))
            .withLearningRateDecayAt(1);
    assertThat(range.learningRateAt(step)).isWithin(1e-10).of(rate);
    assertThat(range.withSteps(1).learningRateAt(0)).isEqualTo(0.001);
  }

  private static Arguments tooSmall(String what, UnaryOperator<Settings> change, int least) {
    return argumentSet(what, change, what, least);
  }

  /** A batch normalisation needs two examples: the variance over n - 1 of one would be 0 / 0. */
  static List<Arguments> tooSmall() {
    return List.of(
        tooSmall("block size 0", deep -> deep.withBlockSize(0), 1),
        tooSmall("batch size 0", deep -> deep.withBatchSize(0), 1),
        tooSmall("embedding size 0", deep -> deep.withEmbeddingSize(0), 1),
        tooSmall("hidden size 0", deep -> deep.withHiddenSize(0), 1),
        tooSmall("batch size 1", deep -> Preset.DEEP_BN.settings().withBatchSize(1), 2));
  }

  @ParameterizedTest
  @MethodSource("tooSmall")
  void sizeThatIsTooSmallIsRefused(UnaryOperator<Settings> change, String what, int least) {
    Settings settings = change.apply(DEEP);

    assertThat(
            assertThrows(InvalidInputException.class, () -> settings.check(name -> "the " + name)))
        .hasMessageThat()
        .isEqualTo("the " + what + ": expected a whole number from " + least + " to 1,000,000");
  }

  private static Arguments refused(String what, UnaryOperator<Settings> change) {
    return argumentSet(what, change, what);
  }

  static List<Arguments> refused() {
    return List.of(
        refused("hidden layers 0", deep -> deep.withHiddenLayers(0)),
        refused("group size 1", deep -> deep.withGroupSize(1)),
        refused("block size 8", deep -> deep.withGroupSize(2).withHiddenLayers(2).withBlockSize(8)),
        refused("epsilon 2.0", deep -> deep.withEpsilon(2)),
        refused("momentum 2.0", deep -> deep.withMomentum(2)),
        refused("gain 0.0", deep -> deep.withGain(0)),
        refused("last layer gain 0.0", deep -> deep.withLastLayerGain(0)),
        refused("steps 0", deep -> deep.withSteps(0)),
        refused("learning rate 0.0", deep -> deep.withLearningRate(0)),
        refused("learning rate decay at 0", deep -> deep.withLearningRateDecayAt(0)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void numberOutOfItsRangeIsRefused(UnaryOperator<Settings> change, String what) {
    Settings settings = change.apply(DEEP);
    Exception e = assertThrows(InvalidInputException.class, () -> settings.check(name -> name));
    assertThat(e).hasMessageThat().startsWith(what + ": expected");
  }

  @Test
  void moreLayersThanJoinTheContextAreNoMistake() {
    DEEP.withBlockSize(4).withGroupSize(2).withHiddenLayers(3).check(name -> name);
  }
}
