package makemore.inspect;

import static makemore.inspect.Threshold.LAST_LAYER_FASTER;
import static makemore.inspect.Threshold.LATE_UPDATES_HIGH;
import static makemore.inspect.Threshold.UPDATES_HIGH;
import static makemore.inspect.Threshold.UPDATES_LOW;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import makemore.inspect.Measurements.MatrixNumbers;

/** The rules about how fast the weight matrices learn. */
final class UpdateRules {

  /** From this number of steps on, the end of a run is a late stage. */
  private static final int LATE = 10_000;

  /** With fewer, the updates are still finding their size. */
  private static final int FEW_STEPS_FOR_UPDATES = 100;

  private UpdateRules() {}

  static List<Finding> findings(Measurements run) {
    List<Finding> findings = new ArrayList<>();
    if (!run.matrices().isEmpty()) {
      findings.add(updates(run));
    }
    if (run.matrices().size() > 2) {
      findings.add(lastLayer(run));
    }
    return findings;
  }

  /** How large the updates are, in words. */
  static String size(Measurements run) {
    double update = Statistics.middle(run.matrices(), MatrixNumbers::update);
    return String.format(Locale.ROOT, "updates are 10^%.1f of the data", update);
  }

  static boolean tooHigh(Measurements run) {
    return UPDATES_HIGH.grade(Statistics.middle(run.matrices(), MatrixNumbers::update))
        != Grade.GOOD;
  }

  private static Finding updates(Measurements run) {
    double full = Statistics.middle(run.matrices(), MatrixNumbers::update);
    double late = Statistics.middle(run.matrices(), MatrixNumbers::lateUpdate);
    String sentence = size(run);
    if (run.steps() < FEW_STEPS_FOR_UPDATES) {
      return new Finding(
          Topic.UPDATES, Grade.NEUTRAL, sentence + " in the first steps, too few to judge");
    }
    if (tooHigh(run)) {
      return new Finding(
          Topic.UPDATES,
          UPDATES_HIGH.grade(full),
          sentence + ", far above 10^-3",
          Optional.of(Cause.LEARNING_RATE_TOO_HIGH));
    }
    if (UPDATES_LOW.grade(-full) != Grade.GOOD) {
      return new Finding(
          Topic.UPDATES,
          UPDATES_LOW.grade(-full),
          sentence + ", far below 10^-3",
          Optional.of(Cause.LEARNING_RATE_TOO_LOW));
    }
    if (run.steps() >= LATE && LATE_UPDATES_HIGH.grade(late) != Grade.GOOD) {
      return new Finding(
          Topic.UPDATES,
          LATE_UPDATES_HIGH.grade(late),
          String.format(
              Locale.ROOT,
              "updates are 10^%.1f of the data at the end: the learning rate is high for a late"
                  + " stage",
              late));
    }
    String before =
        run.decayed()
            ? String.format(Locale.ROOT, ", and 10^%.1f after the learning rate came down", late)
            : "";
    return new Finding(Topic.UPDATES, Grade.GOOD, sentence + before + ": healthy");
  }

  private static Finding lastLayer(Measurements run) {
    List<MatrixNumbers> hidden = run.matrices().subList(1, run.matrices().size() - 1);
    MatrixNumbers last = run.matrices().get(run.matrices().size() - 1);
    double faster =
        last.gradientToData() / Statistics.middle(hidden, MatrixNumbers::gradientToData);
    return new Finding(
        Topic.WEIGHT_GRADIENTS,
        LAST_LAYER_FASTER.grade(faster),
        String.format(
            Locale.ROOT,
            "the last layer's gradient:data ratio is %.2g, %.2g times the hidden layers'",
            last.gradientToData(),
            faster));
  }
}
