package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first losses of variants, against those of the PyTorch reference implementation with the
 * entries of its preset changed as the options say (torch 2.7.1, CPU). Plain deep networks without
 * batch normalisation are left out: saturated as they are, the last bit of a weight decides the
 * loss two steps later.
 */
@Tag("numbers")
class VariantLossesTest {

  /** Eight times the distance of a float32 between 2 and 4 to the next. */
  private static final double ROUNDING = 2e-6;

  /** Logits of some 10, each a sum of 100 products that is rounded 100 times, by up to 2^-24. */
  private static final double LARGE_LOGITS = 100 * 10 * Math.pow(2, -24);

  private record Case(String options, double tolerance, double... losses) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "--preset=mlp --init=scaled",
            ROUNDING,
            3.301873,
            3.2193494,
            3.229972,
            3.0554113,
            3.075551),
        new Case("--init=plain", ROUNDING, 4.0258255, 3.7148795, 3.7645092, 3.3963082, 3.6500933),
        new Case(
            "--preset=deep --gain=3",
            ROUNDING,
            3.3057811,
            3.2865589,
            3.262773,
            3.219022,
            3.2608166),
        new Case(
            "--last-layer-gain=1", ROUNDING, 4.0258055, 3.6685677, 3.3324907, 3.4466305, 3.391367),
        new Case("--preset=deep --init=plain", LARGE_LOGITS, 19.817232));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firstLossesArePyTorchs(Case variant) {
    SettingsOptions parsed = SettingsOptions.ofTraining();
    Program.commandLine(parsed).parseArgs(variant.options().split(" "));

    assertThat(losses(parsed.settings(), variant.losses().length))
        .usingTolerance(variant.tolerance())
        .containsExactly(variant.losses())
        .inOrder();
  }

  private static double[] losses(Settings settings, int steps) {
    List<String> words = WordFile.read(Path.of("data", "names.txt")).words();
    Vocabulary vocabulary = Vocabulary.of(words);
    Split split = Split.of(words, vocabulary, settings.blockSize());
    double[] losses = new double[steps];
    try (NDManager manager = NDManager.newBaseManager()) {
      Training.start(settings, Layers.FUSED, split, vocabulary, manager)
          .run(0, steps, () -> false, List.of((step, net) -> losses[step.number()] = step.loss()));
    }
    return losses;
  }
}
