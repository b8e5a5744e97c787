package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.List;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {

  private static final Settings DEEP = Preset.DEEP.settings();

  @Test
  void seedsFollowTheLessonsAndTheRateDropsAtThreeQuarters() {
    List<Trial> trials =
        Trial.plan(
            List.of(Samples.variant("deep")), 2, 2000, 0.75, Samples.DATA, Path.of("folder"));

    Settings first = DEEP.with(s -> s.steps(2000).learningRateDecayAt(1500).seed(2147483647L));
    assertThat(trials.stream().map(Trial::settings).toList())
        .containsExactly(first, first.withSeed(2147483648L))
        .inOrder();
    assertThat(trials.get(1).folder().path()).isEqualTo(Path.of("folder/deep/seed-2147483648"));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPARISON, comparison, 6",
    "DEPTH, depth, 24",
    "LEARNING_RATE, learning-rate, 16",
    "CONTEXT, context, 5",
    "BREAK_IT, break-it, 7"
  })
  void variantsOfAnExperimentDifferAndHaveTheirControls(
      Experiment experiment, String name, int count) {
    List<Variant> variants = experiment.variants();
    List<String> names = variants.stream().map(Variant::name).toList();

    assertThat(experiment.toString()).isEqualTo(name);
    assertThat(names).hasSize(count);
    assertThat(names).containsNoDuplicates();
    names.forEach(folder -> assertThat(folder).matches("[a-z0-9][a-z0-9.-]*"));
    variants.forEach(variant -> assertThat(names).contains(variant.control()));
    assertThat(variants.stream().map(Variant::settings).toList()).containsNoDuplicates();
    variants.forEach(variant -> variant.settings().check(setting -> setting));
  }

  @Test
  void descriptionIsThePresetAndWhatDiffersFromIt() {
    Settings changed = DEEP.withScaledInit(false).withHiddenLayers(8);

    assertThat(new Variant("a", "a", DEEP).description()).isEqualTo("deep");
    assertThat(new Variant("a", "a", changed).description())
        .isEqualTo("deep hiddenLayers=8 init=PLAIN gain=1.0 lastLayerGain=1.0");
  }

  @Test
  void variantOfANumberIsNamedAfterIt() {
    Variant last = Experiment.DEPTH.variants().get(23);
    assertThat(last.name()).isEqualTo("bn-scaled-30");
    assertThat(last.group()).isEqualTo("bn-scaled");
    assertThat(last.control()).isEqualTo("plain-30");
    assertThat(last.settings().hiddenLayers()).isEqualTo(30);

    assertThat(Experiment.LEARNING_RATE.variants().stream().map(Variant::name).toList())
        .containsAtLeast("deep-0.003", "deep-bn-0.3", "deep-1", "deep-bn-10");
  }
}
