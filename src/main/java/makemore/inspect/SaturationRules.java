package makemore.inspect;

import static makemore.inspect.Threshold.DEAD_PERCENT;
import static makemore.inspect.Threshold.SATURATED_AT_THE_END;
import static makemore.inspect.Threshold.SATURATED_AT_THE_START;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import makemore.inspect.Measurements.TanhNumbers;

/** The rules about outputs of the tanh layers that are near -1 and 1. */
final class SaturationRules {

  /** With fewer examples, all of them may be saturated by chance. */
  private static final int EXAMPLES_FOR_DEATH = 16;

  /** Pre-activations start with a standard deviation of 1 to 5/3; 3 at gain 3, 10 unscaled. */
  private static final double LARGE_INPUT = 2;

  private static final double UNSCALED_INPUT = 4;

  private SaturationRules() {}

  static List<Finding> findings(Measurements run) {
    return run.end().isEmpty()
        ? List.of()
        : List.of(saturation(run, run.start(), run.end()), deadNeurons(run));
  }

  static boolean startedUnscaled(Measurements run) {
    return medianInput(run) > UNSCALED_INPUT;
  }

  private static double medianInput(Measurements run) {
    return Statistics.middle(run.start(), TanhNumbers::inputStd);
  }

  static Finding saturation(Measurements run, List<TanhNumbers> start, List<TanhNumbers> end) {
    Comparator<TanhNumbers> order = Comparator.comparingDouble(TanhNumbers::saturatedPercent);
    double most = end.stream().max(order).orElseThrow().saturatedPercent();
    Grade atTheStart =
        SATURATED_AT_THE_START.grade(Statistics.middle(start, TanhNumbers::saturatedPercent));
    Grade atTheEnd = SATURATED_AT_THE_END.grade(most);
    Grade grade = atTheStart.compareTo(atTheEnd) > 0 ? atTheStart : atTheEnd;
    String sentence = "saturated at the start: " + percent(start) + "; at the end: " + percent(end);
    return grade == Grade.GOOD
        ? new Finding(Topic.SATURATION, grade, sentence + ": healthy")
        : new Finding(
            Topic.SATURATION,
            grade,
            sentence + ": where a tanh is saturated, hardly any gradient passes",
            saturationCause(run));
  }

  private static String percent(List<TanhNumbers> layers) {
    Comparator<TanhNumbers> order = Comparator.comparingDouble(TanhNumbers::saturatedPercent);
    TanhNumbers least = layers.stream().min(order).orElseThrow();
    TanhNumbers most = layers.stream().max(order).orElseThrow();
    String range = least == most ? "" : percent(least) + " to ";
    return range + percent(most);
  }

  private static String percent(TanhNumbers layer) {
    return String.format(Locale.ROOT, "%.1f%% (layer %d)", layer.saturatedPercent(), layer.layer());
  }

  private static Optional<Cause> saturationCause(Measurements run) {
    if (startedUnscaled(run)) {
      return Optional.of(Cause.NOT_SCALED_BY_FAN_IN);
    }
    if (medianInput(run) > LARGE_INPUT) {
      return Optional.of(Cause.GAIN_TOO_LARGE);
    }
    return UpdateRules.tooHigh(run) ? Optional.of(Cause.LEARNING_RATE_TOO_HIGH) : Optional.empty();
  }

  private static Finding deadNeurons(Measurements run) {
    if (run.batchSize() < EXAMPLES_FOR_DEATH) {
      return new Finding(
          Topic.DEAD_NEURONS, Grade.NEUTRAL, "a batch so small cannot tell which neurons are dead");
    }
    TanhNumbers most =
        run.end().stream()
            .max(Comparator.comparingDouble(SaturationRules::deadPercent))
            .orElseThrow();
    Grade grade = DEAD_PERCENT.grade(deadPercent(most));
    return new Finding(
        Topic.DEAD_NEURONS,
        grade,
        grade == Grade.GOOD
            ? "no neuron is dead"
            : String.format(
                Locale.ROOT,
                "layer %d: %d of %d neurons are dead, saturated for every example",
                most.layer(),
                most.dead(),
                most.neurons()));
  }

  private static double deadPercent(TanhNumbers layer) {
    return 100.0 * layer.dead() / layer.neurons();
  }
}
