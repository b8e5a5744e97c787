package makemore.bench;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import makemore.random.TorchEngine;
import makemore.train.Preset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is the same training. */
class LoopsTest {

  @BeforeAll
  static void configure() {
    TorchEngine.configure();
  }

  private static double[] losses(Contender contender, Preset preset, int steps) {
    try (TrainingLoop loop = TrainingLoop.start(contender, Case.of(preset))) {
      return loop.losses(steps);
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void autogradHasTheLossesOfTheProject(Preset preset) {
    assertThat(losses(Contender.AUTOGRAD, preset, 100))
        // Weights from N(0, 1) magnify rounding from step to step.
        .usingTolerance(preset == Preset.MLP ? 2e-3 : 2e-6)
        .containsExactly(losses(Contender.TRAIN, preset, 100))
        .inOrder();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void stockBlocksHaveTheFirstLossOfTheProject(Preset preset) {
    assertThat(losses(Contender.TRAINER, preset, 1))
        .usingTolerance(preset == Preset.MLP ? 1e-5 : 2e-6)
        .containsExactly(losses(Contender.TRAIN, preset, 1));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void trainerLearnsAsTheProjectDoes(Preset preset) {
    assertThat(losses(Contender.TRAINER, preset, 20))
        // Of a batch normalisation it divides by n; gamma's steps are longer by 1 / (n - 1).
        .usingTolerance(preset.settings().hasBatchNorm() ? 0.01 : 2e-3)
        .containsExactly(losses(Contender.TRAIN, preset, 20))
        .inOrder();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void runGoesOnFromCallToCall(Preset preset) {
    try (TrainingLoop loop = TrainingLoop.start(Contender.AUTOGRAD, Case.of(preset))) {
      double first = loop.losses(2)[1];
      double[] rest = loop.losses(2);
      assertThat(new double[] {first, rest[0], rest[1]})
          .usingTolerance(0)
          .containsExactly(Arrays.copyOfRange(losses(Contender.AUTOGRAD, preset, 4), 1, 4))
          .inOrder();
    }
  }
}
