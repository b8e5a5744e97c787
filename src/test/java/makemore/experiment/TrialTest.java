package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {

  private static final Settings MEANT = Preset.DEEP.settings();

  @Test
  void seedsFollowTheLessonsAndTheRateDropsAtThreeQuarters() {
    List<String> meant = new ArrayList<>();
    List<Trial> trials =
        Trial.plan(
            List.of(Samples.variant("deep")),
            2,
            2000,
            Samples.DATA,
            Path.of("folder"),
            options -> {
              meant.add(String.join(" ", options));
              return MEANT;
            });
    String steps = "--preset=deep --steps=2000 --learning-rate-decay-at=1500 --seed=";
    assertThat(meant).containsExactly(steps + "2147483647", steps + "2147483648").inOrder();
    assertThat(trials.get(0).configuration()).isEqualTo(MEANT);
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
    assertThat(Variant.of("deep-bn", "--hidden-layers=8 --no-batch-norm --gain=1.67").name())
        .isEqualTo("hidden-layers-8-no-batch-norm-gain-1.67");
  }
}
