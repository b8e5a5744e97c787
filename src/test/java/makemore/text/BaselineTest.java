package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static final List<String> WORDS = WordFile.read(WordFile.NAMES).words().subList(0, 3000);
  private static final Vocabulary VOCABULARY = Vocabulary.of(WORDS);
  private static final List<Baseline> BASELINES = Baseline.of(WORDS, VOCABULARY);

  /** The loss on the validation words, counted in strings. */
  private static double validationLoss(int order, double smoothing) {
    Split.Words parts = Split.Words.of(WORDS);
    Map<String, Integer> counts = new HashMap<>();
    for (String word : parts.train()) {
      String padded = ".".repeat(order) + word + ".";
      for (int i = order; i < padded.length(); i++) {
        counts.merge(padded.substring(i - order, i + 1), 1, Integer::sum);
        counts.merge(padded.substring(i - order, i) + "_", 1, Integer::sum);
      }
    }
    double sum = 0;
    int n = 0;
    for (String word : parts.validation()) {
      String padded = ".".repeat(order) + word + ".";
      for (int i = order; i < padded.length(); i++) {
        double seen = counts.getOrDefault(padded.substring(i - order, i + 1), 0);
        double all = counts.getOrDefault(padded.substring(i - order, i) + "_", 0);
        sum -= Math.log((seen + smoothing) / (all + smoothing * VOCABULARY.size()));
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void countsHaveTheLossesOfStringsThatAreCounted() {
    assertThat(BASELINES).hasSize(5);
    for (int order = 0; order <= 3; order++) {
      Baseline baseline = BASELINES.get(order + 1);
      assertThat(baseline.validation())
          .isWithin(1e-12)
          .of(validationLoss(order, baseline.smoothing()));
    }
  }

  @Test
  void smoothingIsTheBestOfTheValidationPart() {
    for (int order = 0; order <= 3; order++) {
      Baseline baseline = BASELINES.get(order + 1);
      for (double factor : List.of(0.5, 2.0)) {
        assertThat(baseline.validation())
            .isAtMost(validationLoss(order, factor * baseline.smoothing()));
      }
    }
  }

  @Test
  void longerContextsNeedLessLossOnTheTrainingPart() {
    for (int i = 1; i < BASELINES.size(); i++) {
      assertThat(BASELINES.get(i).train()).isLessThan(BASELINES.get(i - 1).train());
    }
  }
}
