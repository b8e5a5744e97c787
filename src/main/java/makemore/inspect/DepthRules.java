package makemore.inspect;

import static makemore.inspect.Threshold.ACTIVATIONS_SHRINK;
import static makemore.inspect.Threshold.GRADIENTS_CHANGE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import makemore.inspect.Measurements.TanhNumbers;

/** The rules about what changes from the first hidden layer to the last. */
final class DepthRules {

  private DepthRules() {}

  static List<Finding> findings(Measurements run) {
    return run.end().size() < 2 ? List.of() : List.of(activations(run.start()), gradients(run));
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
            "the gradients' std in the first layer is %.2g times that in the last at the end, %.2g"
                + " times at the start%s",
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
}
