package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  private record Case(String options, double... losses) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("--preset=mlp --init=scaled", 3.301873, 3.2193494, 3.229972, 3.0554113, 3.075551),
        new Case("--init=plain", 4.0258255, 3.7148795, 3.7645092, 3.3963082, 3.6500933),
        new Case("--preset=deep --gain=3", 3.3057811, 3.2865589, 3.262773, 3.219022, 3.2608166),
        new Case("--last-layer-gain=1", 4.0258055, 3.6685677, 3.3324907, 3.4466305, 3.391367));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firstLossesArePyTorchs(Case variant) {
    assertLosses(variant, ROUNDING);
  }

  /** Logits of some 10, each a sum of 100 products that is rounded 100 times, by up to 2^-24. */
  @Test
  void firstLossOfLargeLogitsIsPyTorchs() {
    assertLosses(new Case("--preset=deep --init=plain", 19.817232), 100 * 10 * Math.pow(2, -24));
  }

  private static void assertLosses(Case variant, double tolerance) {
    SettingsOptions parsed = SettingsOptions.ofTraining();
    Program.commandLine(parsed).parseArgs(variant.options().split(" "));
    List<Double> losses = losses(parsed.settings(), variant.losses().length);
    assertThat(losses).hasSize(variant.losses().length);
    for (int i = 0; i < losses.size(); i++) {
      assertWithMessage("step %s of %s in %s", i, Arrays.toString(variant.losses()), losses)
          .that(losses.get(i))
          .isWithin(tolerance)
          .of(variant.losses()[i]);
    }
  }

  private static List<Double> losses(Settings settings, int steps) {
    List<String> words = WordFile.read(Path.of("data", "names.txt")).words();
    Vocabulary vocabulary = Vocabulary.of(words);
    Split split = Split.of(words, vocabulary, settings.blockSize());
    List<Double> losses = new ArrayList<>();
    try (Model model = Model.newInstance("variant")) {
      Training.start(settings, Layers.FUSED, split, vocabulary, model.getNDManager())
          .run(0, steps, () -> false, List.of((step, trained) -> losses.add(step.loss())));
    }
    return losses;
  }
}
