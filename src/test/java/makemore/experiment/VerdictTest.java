package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static makemore.experiment.Samples.diverged;
import static makemore.experiment.Samples.finished;

import java.util.List;
import makemore.inspect.Finding.Grade;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;

/** The losses of an experiment overrule the rules. */
class VerdictTest {

  private static final Variant SLOW = rate("rate-0.01", 0.01);
  private static final Variant BEST = rate("rate-1", 1);
  private static final Variant FAST = rate("rate-10", 10);

  private static Variant rate(String name, double rate) {
    return new Variant(name, "rate-1", Preset.DEEP.settings().withLearningRate(rate));
  }

  private static Verdict verdict(Variant of, Outcome... outcomes) {
    List<Results> all = Results.of(List.of(SLOW, BEST, FAST, Samples.OTHER), List.of(outcomes));
    Results results = all.stream().filter(r -> r.variant().equals(of)).findFirst().orElseThrow();
    return Verdict.of(results, all);
  }

  private static final Outcome[] THREE_RATES = {
    finished(SLOW, 1, 3.1, 3), finished(BEST, 1, 2.47, 3), finished(FAST, 1, 2.6, 3)
  };

  @Test
  void bestIsGoodWhateverARuleSays() {
    Verdict verdict = verdict(BEST, THREE_RATES);
    assertThat(verdict.grade()).isEqualTo(Grade.GOOD);
    assertThat(verdict.sentence()).startsWith("the best of the variants: the loss went");
    assertThat(verdict.sentence()).doesNotContain("cause");
  }

  @Test
  void lossesAtOtherRatesTellWhetherARateIsTooHighOrTooLow() {
    assertThat(verdict(SLOW, THREE_RATES).sentence())
        .endsWith(". Likely cause: the learning rate is too low, since rate-1 is better");
    assertThat(verdict(FAST, THREE_RATES).sentence())
        .endsWith(". Likely cause: the learning rate is too high, since rate-1 is better");
    assertThat(verdict(SLOW, THREE_RATES).grade()).isEqualTo(Grade.BAD);
    assertThat(verdict(FAST, THREE_RATES).grade()).isEqualTo(Grade.WARNING);
  }

  @Test
  void groupsAreJudgedAndAnsweredForThemselves() {
    Variant other = new Variant("other-1", "other", "rate-1", Preset.DEEP_BN.settings());
    List<Results> all =
        Results.of(
            List.of(BEST, other), List.of(finished(BEST, 1, 2.3, 3), finished(other, 1, 2.4, 3)));
    assertThat(Verdict.of(all.get(1), all).grade()).isEqualTo(Grade.GOOD);
    assertThat(Verdict.answer(all))
        .isEqualTo(
            "By the validation loss, rate-1 is best with 2.4000. By the validation loss, other-1 is"
                + " best with 2.5000.");
  }

  @Test
  void differenceWithinChanceIsNotWorse() {
    Outcome[] close = {
      finished(SLOW, 1, 2.40, 3), finished(SLOW, 2, 2.48, 3), finished(SLOW, 3, 2.44, 3),
      finished(BEST, 1, 2.39, 3), finished(BEST, 2, 2.46, 3), finished(BEST, 3, 2.44, 3)
    };
    Verdict verdict = verdict(SLOW, close);
    assertThat(verdict.grade()).isEqualTo(Grade.GOOD);
    assertThat(verdict.sentence()).startsWith("not clearly worse than rate-1, by 0.0100: ");
  }

  @Test
  void answerListsTheVariantsByTheirLosses() {
    List<Results> all = Results.of(List.of(SLOW, BEST, FAST), List.of(THREE_RATES));
    assertThat(Verdict.answer(all))
        .isEqualTo(
            "By the validation loss, rate-1 is best with 2.5700. Worse even than counting"
                + " pairs: rate-0.01, rate-10.");
  }

  @Test
  void variantThatDivergedIsBad() {
    Verdict verdict = verdict(Samples.OTHER, finished(BEST, 1, 2.4, 3), diverged(Samples.OTHER, 1));
    assertThat(verdict.grade()).isEqualTo(Grade.BAD);
    assertThat(verdict.sentence()).isEqualTo("the loss is NaN at step 7");
  }
}
