package makemore.inspect;

import static makemore.inspect.Threshold.INVERSE_BATCH_SIZE;
import static makemore.inspect.Threshold.START_LOSS_EXCESS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules about the losses and the batch. */
final class LossRules {

  /** Below this the loss is no longer that of a network that knows nothing, in nats. */
  private static final double LEARNED = 0.1;

  /** With fewer steps there is nothing to say of what was learned. */
  private static final int FEW_STEPS = 1000;

  private LossRules() {}

  static List<Finding> findings(Measurements run) {
    List<Finding> findings = new ArrayList<>();
    if (run.batchNorm()) {
      findings.add(batchStatistics(run));
    }
    findings.add(startLoss(run));
    findings.add(finalLoss(run));
    return findings;
  }

  private static Finding batchStatistics(Measurements run) {
    Grade grade = INVERSE_BATCH_SIZE.grade(1.0 / run.batchSize());
    String sentence =
        String.format(
            Locale.ROOT,
            "batch normalisation takes its mean and variance from %,d examples",
            run.batchSize());
    return grade == Grade.GOOD
        ? new Finding(Topic.BATCH_STATISTICS, grade, sentence + ": enough")
        : new Finding(
            Topic.BATCH_STATISTICS,
            grade,
            sentence + ": little more than noise; " + UpdateRules.size(run),
            Optional.of(Cause.BATCH_TOO_SMALL));
  }

  private static Finding startLoss(Measurements run) {
    Grade grade = START_LOSS_EXCESS.grade(run.startLoss() - run.knowingNothing());
    String sentence =
        String.format(
            Locale.ROOT,
            "the first loss is %.2f; a network that knows nothing has %.2f",
            run.startLoss(),
            run.knowingNothing());
    if (grade == Grade.GOOD) {
      return new Finding(Topic.START_LOSS, grade, sentence);
    }
    Cause cause =
        SaturationRules.startedUnscaled(run)
            ? Cause.NOT_SCALED_BY_FAN_IN
            : Cause.OVERCONFIDENT_LAST_LAYER;
    return new Finding(
        Topic.START_LOSS,
        grade,
        sentence + ": it is sure of itself before it has learned",
        Optional.of(cause));
  }

  private static Finding finalLoss(Measurements run) {
    if (!Double.isFinite(run.finalLoss())) {
      return new Finding(Topic.FINAL_LOSS, Grade.BAD, "training diverged");
    }
    String sentence =
        String.format(
            Locale.ROOT, "the loss went from %.2f to %.2f", run.startLoss(), run.finalLoss());
    double learned = run.knowingNothing() - run.finalLoss();
    if (learned >= LEARNED) {
      return new Finding(Topic.FINAL_LOSS, Grade.GOOD, sentence);
    }
    if (run.steps() < FEW_STEPS) {
      return new Finding(Topic.FINAL_LOSS, Grade.NEUTRAL, sentence + ": too few steps to tell");
    }
    return new Finding(
        Topic.FINAL_LOSS, Grade.BAD, sentence + ": no better than a network that knows nothing");
  }
}
