package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.train.Configuration;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {

  @Test
  void seedsFollowTheLessonsAndTheRateDropsAtThreeQuarters() {
    List<List<String>> parsed = new ArrayList<>();
    Trial.plan(
        List.of(Variant.of("deep", "deep", "--preset=deep")),
        2,
        2000,
        Path.of("folder"),
        options -> {
          parsed.add(options);
          return Configuration.of(Preset.DEEP);
        });
    String drop = "--learning-rate-decay-at=1500";
    assertThat(parsed)
        .containsExactly(
            List.of("--preset=deep", "--steps=2000", drop, "--seed=2147483647"),
            List.of("--preset=deep", "--steps=2000", drop, "--seed=2147483648"))
        .inOrder();
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
        .containsExactly("comparison", "depth", "learning-rate", "break-it");
    assertThat(Experiment.COMPARISON.variants()).hasSize(6);
    assertThat(Experiment.DEPTH.variants()).hasSize(24);
    assertThat(Experiment.LEARNING_RATE.variants()).hasSize(16);
    assertThat(Experiment.BREAK_IT.variants()).hasSize(7);
  }

  @Test
  void ownVariantIsNamedAfterItsOptions() {
    assertThat(
            Variant.own("deep-bn", List.of("--hidden-layers=8", "--no-batch-norm", "--gain=1.67"))
                .name())
        .isEqualTo("hidden-layers-8-no-batch-norm-gain-1.67");
  }
}
