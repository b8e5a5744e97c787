package makemore.experiment;

import com.google.common.collect.Multimaps;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Statistics;
import makemore.train.Settings;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How a variant did beside the others, and what the rules say of most of its runs, in the numbers
 * of the first of these. The losses overrule the rules: what is as good as the best is not bad, and
 * where variants differ by the learning rate alone, the best of them tells whether a rate is too
 * high or too low.
 */
record Verdict(Grade grade, String sentence) {

  /** Judges a variant beside those of its group. */
  static Verdict of(Results variant, List<Results> everything) {
    List<Results> all = ofGroup(variant.variant().group(), everything);
    Collection<Collection<Outcome>> byCause =
        Multimaps.index(variant.outcomes(), Outcome::cause).asMap().values();
    Collection<Outcome> most = Collections.max(byCause, Comparator.comparingInt(Collection::size));
    Outcome first = most.iterator().next();
    Results best = best(all.stream()).orElse(variant);
    boolean worse = variant.isWorseThan(best) || variant.count(Status.FINISHED) == 0;
    Grade rules = first.found().map(Diagnosis::grade).orElse(Grade.BAD);
    Grade atLeast = rules == Grade.BAD ? Grade.BAD : Grade.WARNING;
    return new Verdict(
        worse ? atLeast : Grade.GOOD,
        beside(variant, best)
            + first.found().map(Diagnosis::symptoms).orElse(first.message())
            + cause(variant, all, worse ? first : null)
            + (most.size() == variant.outcomes().size()
                ? ""
                : String.format(" (%d of %d seeds)", most.size(), variant.outcomes().size())));
  }

  private static Optional<Results> best(Stream<Results> variants) {
    return variants
        .filter(result -> result.count(Status.FINISHED) > 0)
        .min(Comparator.comparingDouble(result -> result.validationLoss().getMean()));
  }

  private static List<Results> ofGroup(String group, List<Results> all) {
    return all.stream().filter(result -> result.variant().group().equals(group)).toList();
  }

  /** Answers the question of an experiment by the validation losses, group by group. */
  static String answer(List<Results> all) {
    return all.stream()
        .map(result -> result.variant().group())
        .distinct()
        .map(group -> answerOf(ofGroup(group, all)))
        .collect(Collectors.joining(" "));
  }

  private static String answerOf(List<Results> all) {
    Optional<Results> best = best(all.stream());
    if (best.isEmpty()) {
      return list("No variant finished: ", all, result -> true);
    }
    Predicate<Results> finished = result -> result.count(Status.FINISHED) > 0;
    Predicate<Results> worse = result -> result.isWorseThan(best.get());
    Predicate<Results> learned =
        result ->
            Statistics.median(result.of(Measure.TRAIN_LOSS), DescriptiveStatistics::getMean)
                < result.outcomes().get(0).trial().data().counting().pairs();
    return String.format(
            "By the validation loss, %s is best with %.4f.",
            best.get().variant().name(), best.get().validationLoss().getMean())
        + list(
            " Not clearly worse: ", all, finished.and(worse.negate()).and(is(best.get()).negate()))
        + list(" Worse: ", all, finished.and(worse).and(learned))
        + list(" Worse even than counting pairs: ", all, finished.and(worse).and(learned.negate()))
        + list(" Diverged with each seed: ", all, finished.negate());
  }

  private static Predicate<Results> is(Results one) {
    return other -> other.variant().equals(one.variant());
  }

  private static String list(String title, List<Results> all, Predicate<Results> which) {
    String names =
        all.stream()
            .filter(which)
            .map(result -> result.variant().name())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : title + names + ".";
  }

  private static String beside(Results variant, Results best) {
    if (variant.count(Status.FINISHED) == 0 || best.count(Status.FINISHED) == 0) {
      return "";
    }
    double behind = variant.validationLoss().getMean() - best.validationLoss().getMean();
    String name = best.variant().name();
    String close =
        variant.isWorseThan(best)
            ? "worse than %s by %.4f: "
            : "not clearly worse than %s, by %.4f: ";
    return variant.variant().equals(best.variant())
        ? "the best of the variants: "
        : String.format(close, name, behind);
  }

  /** The likely cause where a variant is worse: by the losses at other rates, or by the rules. */
  private static String cause(Results variant, List<Results> all, Outcome worse) {
    if (worse == null) {
      return "";
    }
    List<Results> rates = all.stream().filter(other -> sameButRate(other, variant)).toList();
    Optional<Results> best = best(rates.stream());
    if (rates.size() < 2 || best.isEmpty()) {
      return worse.found().flatMap(Diagnosis::cause).map(Verdict::likely).orElse("");
    }
    double rate = best.get().variant().settings().learningRate();
    boolean higher = rate > variant.variant().settings().learningRate();
    // Of two rates at which training diverges, the lower one is not too low.
    if (!variant.isWorseThan(best.get()) || (higher && variant.count(Status.FINISHED) == 0)) {
      return "";
    }
    return likely(higher ? Cause.LEARNING_RATE_TOO_LOW : Cause.LEARNING_RATE_TOO_HIGH)
        + String.format(", since %s is better", best.get().variant().name());
  }

  private static boolean sameButRate(Results one, Results other) {
    Settings a = one.variant().settings();
    return a.equals(other.variant().settings().withLearningRate(a.learningRate()));
  }

  private static String likely(Cause cause) {
    return ". Likely cause: " + cause;
  }
}
