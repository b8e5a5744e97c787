package makemore.inspect;

import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.twoDigits;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.TanhStatistics;

/** The rules about the tanh layers: how much of them is saturated, and what changes with depth. */
final class LayerRules {

  private static final Comparator<TanhStatistics> BY_SATURATION =
      Comparator.comparingDouble(TanhStatistics::saturatedPercent);

  private static final Comparator<TanhStatistics> BY_DEATH =
      Comparator.comparingDouble(TanhStatistics::deadPercent)
          .thenComparing(TanhStatistics::nearlyDead);

  /** With fewer examples, all of them may be saturated by chance. */
  private static final int EXAMPLES_FOR_DEATH = 1000;

  /** Pre-activations start with a standard deviation of 1 to 5/3; 3 at gain 3, 10 unscaled. */
  private static final double LARGE_INPUT = 2;

  private static final double UNSCALED_INPUT = 4;

  private LayerRules() {}

  static boolean startedUnscaled(Measurements run) {
    return medianInput(run) > UNSCALED_INPUT;
  }

  private static double medianInput(Measurements run) {
    return Statistics.median(run.start(), TanhStatistics::inputStd);
  }

  static Finding saturation(
      Measurements run, List<TanhStatistics> start, List<TanhStatistics> end) {
    double median = Statistics.median(start, TanhStatistics::saturatedPercent);
    double most = Collections.max(end, BY_SATURATION).saturatedPercent();
    String numbers = "saturated at the start: " + percent(start) + "; at the end: " + percent(end);
    String limits =
        format(
            "; good is up to %.0f%% at the start (in half of the layers) and %.0f%% at the end (in"
                + " all)",
            Threshold.SATURATED_AT_THE_START.good(), Threshold.SATURATED_AT_THE_END.good());
    String bad = ": hardly any gradient passes there" + limits;
    Optional<Cause> cause = saturationCause(run);
    return Collections.max(
        List.of(
            Threshold.SATURATED_AT_THE_START.judge(median, numbers, limits, bad, cause),
            Threshold.SATURATED_AT_THE_END.judge(most, numbers, limits, bad, cause)),
        Comparator.comparing(Finding::grade));
  }

  private static String percent(List<TanhStatistics> layers) {
    return Stream.of(Collections.min(layers, BY_SATURATION), Collections.max(layers, BY_SATURATION))
        .distinct()
        .map(layer -> format("%.1f%% (%s)", layer.saturatedPercent(), layer))
        .collect(Collectors.joining(" to "));
  }

  private static Optional<Cause> saturationCause(Measurements run) {
    if (startedUnscaled(run)) {
      return Optional.of(Cause.NOT_SCALED_BY_FAN_IN);
    }
    return medianInput(run) > LARGE_INPUT
        ? Optional.of(Cause.GAIN_TOO_LARGE)
        : TrainingRules.learnsTooFast(run);
  }

  static Finding deadNeurons(Measurements run) {
    TanhStatistics most = Collections.max(run.end(), BY_DEATH);
    String examples = format("of %,d training examples", most.examples());
    if (most.dead() > 0) {
      boolean few = most.examples() < EXAMPLES_FOR_DEATH;
      Grade grade = few ? Grade.NEUTRAL : Threshold.DEAD_PERCENT.grade(most.deadPercent());
      String are = most.dead() == 1 ? "is" : "are";
      String dead = most + ": %,d of %s %s dead, saturated for each " + examples;
      String neurons = count(most.neurons(), "neuron");
      return new Finding(Topic.DEAD_NEURONS, grade, format(dead, most.dead(), neurons, are));
    }
    String none = "no neuron is saturated for all " + examples;
    String nearly = format("; %s has %,d saturated for 99%% of them", most, most.nearlyDead());
    return new Finding(
        Topic.DEAD_NEURONS, Grade.GOOD, most.nearlyDead() == 0 ? none : none + nearly);
  }

  static Finding activations(Measurements run) {
    return Threshold.ACTIVATIONS_SHRINK.judge(
        firstToLast(run.start(), TanhStatistics::outputStd),
        format(
            "the activations' std: %s at the start, %s at the end",
            fromTo(run.start()), fromTo(run.end())),
        ": it does not die out",
        format(
            ": the signal dies out on its way; good is at most %.0f-fold at the start",
            Threshold.ACTIVATIONS_SHRINK.good()),
        Optional.of(Cause.GAIN_TOO_SMALL));
  }

  private static String fromTo(List<TanhStatistics> layers) {
    TanhStatistics first = layers.get(0);
    TanhStatistics last = layers.get(layers.size() - 1);
    return format("%.2f (%s) to %.2f (%s)", first.outputStd(), first, last.outputStd(), last);
  }

  static Finding gradients(Measurements run) {
    double start = firstToLast(run.start(), TanhStatistics::gradientStd);
    double end = firstToLast(run.end(), TanhStatistics::gradientStd);
    if (!Double.isFinite(end) || end == 0) {
      String nothing = "at the end the gradients are zero in hidden 1 or in the last hidden layer";
      return new Finding(Topic.GRADIENTS, Grade.BAD, nothing);
    }
    double worst = Double.compare(change(start), change(end)) > 0 ? start : end;
    String good = format("good is up to %.0f-fold", Threshold.GRADIENTS_CHANGE.good());
    return Threshold.GRADIENTS_CHANGE.judge(
        change(worst),
        format(
            "the gradients' std in hidden 1 is %s times that in hidden %d at the end, %s times at"
                + " the start",
            twoDigits(end), run.end().size(), twoDigits(start)),
        ": even; " + good,
        (worst > 1 ? ": they explode on the way back; " : ": they vanish on the way back; ") + good,
        Optional.empty());
  }

  private static double firstToLast(
      List<TanhStatistics> layers, ToDoubleFunction<TanhStatistics> number) {
    return number.applyAsDouble(layers.get(0))
        / number.applyAsDouble(layers.get(layers.size() - 1));
  }

  private static double change(double ratio) {
    return Math.max(ratio, 1 / ratio);
  }
}
