package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {

  @Test
  void seedsFollowTheLessonsAndTheRateDropsAtThreeQuarters() {
    List<Trial> trials =
        Trial.plan(List.of(Samples.variant("deep")), 2, 2000, Samples.DATA, Path.of("folder"));

    Settings first =
        Preset.DEEP.settings().withSteps(2000).withLearningRateDecayAt(1500).withSeed(2147483647L);
    assertThat(trials.stream().map(Trial::settings).toList())
        .containsExactly(first, first.withSeed(2147483648L))
        .inOrder();
    assertThat(trials.get(1).folder().path()).isEqualTo(Path.of("folder/deep/seed-2147483648"));
  }

  @ParameterizedTest
  @EnumSource(Experiment.class)
  void namesOfVariantsAreFoldersAndDiffer(Experiment experiment) {
    List<String> names = experiment.variants().stream().map(Variant::name).toList();
    assertThat(names).isNotEmpty();
    assertThat(names).containsNoDuplicates();
    names.forEach(name -> assertThat(name).matches("[a-z0-9][a-z0-9.-]*"));
  }

  @ParameterizedTest
  @EnumSource(Experiment.class)
  void everyControlIsAVariant(Experiment experiment) {
    List<String> names = experiment.variants().stream().map(Variant::name).toList();
    assertThat(names)
        .containsAtLeastElementsIn(
            experiment.variants().stream().map(Variant::control).distinct().toList());
  }

  @Test
  void issueListsAllExperiments() {
    assertThat(Arrays.stream(Experiment.values()).map(Experiment::toString).toList())
        .containsExactly("comparison", "depth", "learning-rate", "context", "break-it");
    assertThat(Experiment.COMPARISON.variants()).hasSize(6);
    assertThat(Experiment.DEPTH.variants()).hasSize(24);
    assertThat(Experiment.LEARNING_RATE.variants()).hasSize(16);
    assertThat(Experiment.CONTEXT.variants()).hasSize(5);
    assertThat(Experiment.BREAK_IT.variants()).hasSize(7);
  }

  @Test
  void variantOfTheUserIsNamedAfterItsOptions() {
    assertThat(
            Variant.of(
                    "deep-bn",
                    "--hidden-layers=8 --no-batch-norm --gain=1.67",
                    Preset.DEEP.settings())
                .name())
        .isEqualTo("hidden-layers-8-no-batch-norm-gain-1.67");
  }

  @Test
  void descriptionIsThePresetAndWhatDiffersFromIt() {
    Settings changed = Preset.DEEP.settings().withScaledInit(false).withHiddenLayers(8);

    assertThat(new Variant("a", "a", Preset.DEEP.settings()).description()).isEqualTo("deep");
    assertThat(new Variant("a", "a", changed).description())
        .isEqualTo("deep hiddenLayers=8 init=PLAIN gain=1.0 lastLayerGain=1.0");
  }

  @ParameterizedTest
  @EnumSource(Experiment.class)
  void variantsOfAnExperimentAreInRangeAndAllDiffer(Experiment experiment) {
    experiment.variants().forEach(variant -> variant.settings().check(name -> name));
    assertThat(experiment.variants().stream().map(Variant::settings).toList())
        .containsNoDuplicates();
  }

  @Test
  void variantOfADepthHasThatManyHiddenLayers() {
    Variant last = Experiment.DEPTH.variants().get(23);
    assertThat(last.name()).isEqualTo("bn-scaled-30");
    assertThat(last.group()).isEqualTo("bn-scaled");
    assertThat(last.control()).isEqualTo("plain-30");
    assertThat(last.settings().hiddenLayers()).isEqualTo(30);
  }

  @Test
  void variantOfALearningRateIsNamedAfterIt() {
    assertThat(Experiment.LEARNING_RATE.variants().stream().map(Variant::name).toList())
        .containsAtLeast("deep-0.003", "deep-bn-0.3", "deep-1", "deep-bn-10");
  }
}
