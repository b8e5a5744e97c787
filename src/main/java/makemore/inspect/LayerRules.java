package makemore.inspect;

import static makemore.inspect.Threshold.ACTIVATIONS_SHRINK;
import static makemore.inspect.Threshold.DEAD_PERCENT;
import static makemore.inspect.Threshold.GRADIENTS_CHANGE;
import static makemore.inspect.Threshold.SATURATED_PERCENT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import makemore.inspect.Measurements.TanhNumbers;

/** The rules about what flows through the tanh layers. */
final class LayerRules {

  /** With fewer steps there is nothing to say of an end. */
  static final int FEW_STEPS = 1000;

  /** With fewer examples, all of them may be saturated by chance. */
  private static final int EXAMPLES_FOR_DEATH = 16;

  /** Pre-activations start with a standard deviation of 1 to 5/3; 3 at gain 3, 10 unscaled. */
  private static final double LARGE_INPUT = 2;

  private static final double UNSCALED_INPUT = 4;

  private LayerRules() {}

  static List<Finding> findings(Measurements run) {
    List<Finding> findings = new ArrayList<>();
    if (!run.end().isEmpty()) {
      findings.add(saturation(run));
      if (run.end().size() > 1) {
        findings.add(activations(run.start()));
        findings.add(gradients(run));
      }
      findings.add(deadNeurons(run));
    }
    return findings;
  }

  static boolean startedUnscaled(Measurements run) {
    return medianInput(run) > UNSCALED_INPUT;
  }

  private static double medianInput(Measurements run) {
    double[] sorted = run.start().stream().mapToDouble(TanhNumbers::inputStd).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static Finding saturation(Measurements run) {
    Comparator<TanhNumbers> order = Comparator.comparingDouble(TanhNumbers::saturatedPercent);
    TanhNumbers most = run.end().stream().max(order).orElseThrow();
    TanhNumbers least = run.end().stream().min(order).orElseThrow();
    Grade grade = SATURATED_PERCENT.grade(most.saturatedPercent());
    String sentence =
        String.format(
            Locale.ROOT, "layer %d: %.1f%% saturated", most.layer(), most.saturatedPercent());
    if (most != least) {
      sentence +=
          String.format(
              Locale.ROOT,
              ", the most; layer %d: %.1f%%, the least",
              least.layer(),
              least.saturatedPercent());
    }
    return grade == Grade.GOOD
        ? new Finding(Topic.SATURATION, grade, sentence + ": healthy")
        : new Finding(
            Topic.SATURATION,
            grade,
            sentence + ": where a tanh is saturated, hardly any gradient passes",
            saturationCause(run));
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

  private static Finding activations(List<TanhNumbers> start) {
    TanhNumbers first = start.get(0);
    TanhNumbers last = start.get(start.size() - 1);
    Grade grade = ACTIVATIONS_SHRINK.grade(first.outputStd() / last.outputStd());
    String sentence =
        String.format(
            Locale.ROOT,
            "at the start the activations' std goes from %.2g in layer %d to %.2g in layer %d",
            first.outputStd(),
            first.layer(),
            last.outputStd(),
            last.layer());
    return grade == Grade.GOOD
        ? new Finding(Topic.ACTIVATIONS, grade, sentence + ": steady")
        : new Finding(
            Topic.ACTIVATIONS,
            grade,
            sentence + ": the signal dies away",
            Optional.of(Cause.GAIN_TOO_SMALL));
  }

  private static Finding gradients(Measurements run) {
    double start = firstToLast(run.start());
    double end = firstToLast(run.end());
    double worst = Double.compare(change(start), change(end)) > 0 ? start : end;
    Grade grade = GRADIENTS_CHANGE.grade(change(worst));
    String verdict = worst > 1 ? ": they explode on the way back" : ": they vanish on the way back";
    return new Finding(
        Topic.GRADIENTS,
        grade,
        String.format(
            Locale.ROOT,
            "the gradients' std at the first layer is %.2g times that at the last; %.2g times at"
                + " the start%s",
            end,
            start,
            grade == Grade.GOOD ? ": even" : verdict));
  }

  private static double firstToLast(List<TanhNumbers> layers) {
    return layers.get(0).gradientStd() / layers.get(layers.size() - 1).gradientStd();
  }

  private static double change(double ratio) {
    return Math.max(ratio, 1 / ratio);
  }

  private static Finding deadNeurons(Measurements run) {
    if (run.batchSize() < EXAMPLES_FOR_DEATH) {
      return new Finding(
          Topic.DEAD_NEURONS, Grade.NEUTRAL, "a batch so small cannot tell which neurons are dead");
    }
    TanhNumbers most =
        run.end().stream().max(Comparator.comparingDouble(LayerRules::deadPercent)).orElseThrow();
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
