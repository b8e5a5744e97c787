package makemore.inspect;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules about the tanh layers: how much of them is saturated, and what changes with depth. */
final class LayerRules {

  private static final Comparator<TanhNumbers> BY_SATURATION =
      Comparator.comparingDouble(TanhNumbers::saturatedPercent);

  /** With fewer examples, all of them may be saturated by chance. */
  private static final int EXAMPLES_FOR_DEATH = 16;

  /** Pre-activations start with a standard deviation of 1 to 5/3; 3 at gain 3, 10 unscaled. */
  private static final double LARGE_INPUT = 2;

  private static final double UNSCALED_INPUT = 4;

  private LayerRules() {}

  static List<Finding> findings(Measurements run) {
    List<Finding> findings = new ArrayList<>();
    if (!run.end().isEmpty()) {
      findings.add(saturation(run, run.start(), run.end()));
      findings.add(deadNeurons(run));
    }
    if (run.end().size() > 1) {
      findings.add(activations(run.start()));
      findings.add(gradients(run));
    }
    return findings;
  }

  static boolean startedUnscaled(Measurements run) {
    return medianInput(run) > UNSCALED_INPUT;
  }

  private static double medianInput(Measurements run) {
    return Statistics.median(run.start(), TanhNumbers::inputStd);
  }

  static Finding saturation(Measurements run, List<TanhNumbers> start, List<TanhNumbers> end) {
    double median = Statistics.median(start, TanhNumbers::saturatedPercent);
    double most = end.stream().max(BY_SATURATION).orElseThrow().saturatedPercent();
    Grade atTheStart = Threshold.SATURATED_AT_THE_START.grade(median);
    Grade atTheEnd = Threshold.SATURATED_AT_THE_END.grade(most);
    return Finding.of(
        Topic.SATURATION,
        Collections.max(List.of(atTheStart, atTheEnd)),
        "saturated at the start: " + percent(start) + "; at the end: " + percent(end),
        ": healthy",
        ": hardly any gradient passes through a saturated tanh",
        saturationCause(run));
  }

  private static String percent(List<TanhNumbers> layers) {
    TanhNumbers least = layers.stream().min(BY_SATURATION).orElseThrow();
    TanhNumbers most = layers.stream().max(BY_SATURATION).orElseThrow();
    return least == most ? percent(most) : percent(least) + " to " + percent(most);
  }

  private static String percent(TanhNumbers layer) {
    return format("%.1f%% (layer %d)", layer.saturatedPercent(), layer.layer());
  }

  private static Optional<Cause> saturationCause(Measurements run) {
    if (startedUnscaled(run)) {
      return Optional.of(Cause.NOT_SCALED_BY_FAN_IN);
    }
    if (medianInput(run) > LARGE_INPUT) {
      return Optional.of(Cause.GAIN_TOO_LARGE);
    }
    return TrainingRules.updatesTooHigh(run)
        ? Optional.of(Cause.LEARNING_RATE_TOO_HIGH)
        : Optional.empty();
  }

  private static Finding deadNeurons(Measurements run) {
    if (run.batchSize() < EXAMPLES_FOR_DEATH) {
      return new Finding(
          Topic.DEAD_NEURONS, Grade.NEUTRAL, "a batch so small cannot tell which neurons are dead");
    }
    TanhNumbers most =
        run.end().stream().max(Comparator.comparingDouble(LayerRules::deadPercent)).orElseThrow();
    String sentence =
        most.dead() == 0
            ? "no neuron is dead"
            : format(
                "layer %d: %d of %d neurons are dead, saturated for every example",
                most.layer(), most.dead(), most.neurons());
    return new Finding(
        Topic.DEAD_NEURONS, Threshold.DEAD_PERCENT.grade(deadPercent(most)), sentence);
  }

  private static double deadPercent(TanhNumbers layer) {
    return 100.0 * layer.dead() / layer.neurons();
  }

  private static Finding activations(List<TanhNumbers> start) {
    TanhNumbers first = start.get(0);
    TanhNumbers last = start.get(start.size() - 1);
    return Finding.of(
        Topic.ACTIVATIONS,
        Threshold.ACTIVATIONS_SHRINK.grade(first.outputStd() / last.outputStd()),
        format(
            "at the start the activations' std goes from %.2g in layer %d to %.2g in layer %d",
            first.outputStd(), first.layer(), last.outputStd(), last.layer()),
        ": steady",
        ": the signal dies out",
        Optional.of(Cause.GAIN_TOO_SMALL));
  }

  private static Finding gradients(Measurements run) {
    double start = firstToLast(run.start());
    double end = firstToLast(run.end());
    double worst = Double.compare(change(start), change(end)) > 0 ? start : end;
    return Finding.of(
        Topic.GRADIENTS,
        Threshold.GRADIENTS_CHANGE.grade(change(worst)),
        format(
            "the gradients' std in the first layer is %.2g times that in the last at the end, %.2g"
                + " times at the start",
            end, start),
        ": even",
        worst > 1 ? ": they explode on the way back" : ": they vanish on the way back",
        Optional.empty());
  }

  private static double firstToLast(List<TanhNumbers> layers) {
    return layers.get(0).gradientStd() / layers.get(layers.size() - 1).gradientStd();
  }

  private static double change(double ratio) {
    return Math.max(ratio, 1 / ratio);
  }
}
