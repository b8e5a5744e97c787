package makemore.inspect;

import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.round;
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

  static final Comparator<TanhStatistics> BY_DEATH =
      Comparator.comparingDouble(TanhStatistics::deadPercent)
          .thenComparing(TanhStatistics::nearlyDead)
          .thenComparing(TanhStatistics::saturatedPercent);

  /** With fewer examples, all of them may be saturated by chance. */
  private static final int EXAMPLES_FOR_DEATH = 1000;

  /** Pre-activations start with a standard deviation of 1 to 5/3; 3 at gain 3. */
  private static final double LARGE_INPUT = 2;

  /** The same of unscaled weights, divided by sqrt(fan in): the inputs' own, 0.85 to 1. */
  private static final double UNSCALED_INPUT = 0.6;

  private LayerRules() {}

  static boolean startedUnscaled(Measurements run) {
    double[] bySqrtFanIn = new double[run.start().size()];
    for (int i = 0; i < bySqrtFanIn.length; i++) {
      // The first matrix is the embedding.
      double fanIn = run.matrices().get(i + 1).fanIn();
      bySqrtFanIn[i] = run.start().get(i).inputStd() / Math.sqrt(fanIn);
    }
    return medianInput(run) > LARGE_INPUT
        && Statistics.percentile(bySqrtFanIn, 50) > UNSCALED_INPUT;
  }

  private static double medianInput(Measurements run) {
    return Statistics.median(run.start(), TanhStatistics::inputStd);
  }

  static Finding saturation(
      Measurements run, List<TanhStatistics> start, List<TanhStatistics> end) {
    double median = round(Statistics.median(start, TanhStatistics::saturatedPercent), 1);
    double most = round(Collections.max(end, BY_SATURATION).saturatedPercent(), 1);
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
    boolean few = most.examples() < EXAMPLES_FOR_DEATH;
    String neurons = most + ": %,d of " + count(most.neurons(), "neuron") + " %s ";
    if (most.dead() > 0) {
      Grade grade = few ? Grade.NEUTRAL : Threshold.DEAD_PERCENT.grade(most.deadPercent());
      String are = most.dead() == 1 ? "is" : "are";
      String dead = neurons + "dead, saturated for each " + examples;
      return new Finding(Topic.DEAD_NEURONS, grade, format(dead, most.dead(), are));
    }
    String none = "no neuron is saturated for all " + examples;
    String are = most.nearlyDead() == 1 ? "is" : "are";
    String nearly = format("; " + neurons + "saturated for 99%% of them", most.nearlyDead(), are);
    Grade grade = few ? Grade.NEUTRAL : Threshold.NEARLY_DEAD_PERCENT.grade(most.nearlyPercent());
    return new Finding(Topic.DEAD_NEURONS, grade, most.nearlyDead() == 0 ? none : none + nearly);
  }

  static Finding activations(Measurements run) {
    double start = perLayer(run.start(), TanhStatistics::outputStd);
    double end = perLayer(run.end(), TanhStatistics::outputStd);
    String numbers =
        format(
            "the activations' std: %s at the start, %s at the end",
            fromTo(run.start()), fromTo(run.end()));
    if (saturation(run, run.start(), run.end()).isWrong()) {
      String saturated = ": where they are saturated, this says little";
      return new Finding(Topic.ACTIVATIONS, Grade.NEUTRAL, numbers + saturated);
    }
    String limit =
        "; good is a factor of up to " + Threshold.ACTIVATIONS_SHRINK.good() + " a layer";
    double worst = Math.max(start, end);
    String factor = isUnknown(worst) ? "" : format(", by a factor of %.2f a layer", worst) + limit;
    return Threshold.ACTIVATIONS_SHRINK.judge(
        round(worst, 2),
        numbers,
        ": it does not die out",
        ": the signal dies out" + factor,
        Threshold.ACTIVATIONS_SHRINK.grade(start) == Grade.GOOD
            ? Optional.empty()
            : Optional.of(Cause.GAIN_TOO_SMALL));
  }

  private static String fromTo(List<TanhStatistics> layers) {
    TanhStatistics first = layers.get(0);
    TanhStatistics last = layers.get(layers.size() - 1);
    return format("%.2f (%s) to %.2f (%s)", first.outputStd(), first, last.outputStd(), last);
  }

  static Finding gradients(Measurements run) {
    double start = perLayer(run.start(), TanhStatistics::gradientStd);
    double end = perLayer(run.end(), TanhStatistics::gradientStd);
    String numbers =
        format(
            "on the way back from hidden %d to hidden 1 the gradients' std changes by a factor of"
                + " %s a layer at the start, %s at the end",
            run.end().size(), factor(start), factor(end));
    if (isUnknown(start) || isUnknown(end)) {
      String nothing = "the gradients are zero in hidden 1 or in the last hidden layer";
      return new Finding(Topic.GRADIENTS, Grade.BAD, nothing);
    }
    double worst = change(start) > change(end) ? start : end;
    String good = "; good is up to a factor of " + Threshold.GRADIENTS_CHANGE.good();
    return Threshold.GRADIENTS_CHANGE.judge(
        round(change(worst), 2),
        numbers,
        ": even" + good,
        (worst > 1 ? ": they explode" : ": they vanish") + good,
        Optional.empty());
  }

  /** By which factor the first layer's number is larger than the last one's, on average a layer. */
  private static double perLayer(
      List<TanhStatistics> layers, ToDoubleFunction<TanhStatistics> number) {
    double last = number.applyAsDouble(layers.get(layers.size() - 1));
    return Math.pow(number.applyAsDouble(layers.get(0)) / last, 1.0 / (layers.size() - 1));
  }

  /** Two decimals or, of less, two digits. */
  private static String factor(double factor) {
    return factor < 0.1 ? twoDigits(factor) : format("%.2f", factor);
  }

  /** Whether one of the two numbers is zero. */
  private static boolean isUnknown(double factor) {
    return !Double.isFinite(factor) || factor == 0;
  }

  private static double change(double factor) {
    return Math.max(factor, 1 / factor);
  }
}
