package makemore.inspect;

import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.twoDigits;

import java.util.List;
import java.util.Optional;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.MatrixStatistics;

/** The rules about the losses, the batch, and how fast the weight matrices learn. */
final class TrainingRules {

  /**
   * A loss this far below that of uniform predictions shows that something was learned, in nats.
   */
  private static final double LEARNED = 0.1;

  /** With fewer steps, nothing can be said about what was learned. */
  private static final int FEW_STEPS = 1000;

  /** With fewer steps, the updates are still finding their size. */
  private static final int FEW_STEPS_FOR_UPDATES = 100;

  /** From this number of steps on, the end of a run is a late stage. */
  private static final int LATE = 10_000;

  private TrainingRules() {}

  static Finding batchStatistics(Measurements run) {
    return Threshold.INVERSE_BATCH_SIZE.judge(
        1.0 / run.batchSize(),
        format(
            "batch normalisation takes its mean and variance from %s",
            count(run.batchSize(), "example")),
        ": enough",
        ": little more than noise; " + updateSize(medianUpdate(run)),
        Optional.of(Cause.BATCH_TOO_SMALL));
  }

  static Finding startLoss(Measurements run) {
    return Threshold.START_LOSS_EXCESS.judge(
        run.startLoss() - run.uniformLoss(),
        format(
            "the first loss is %.2f; uniform predictions have %.2f",
            run.startLoss(), run.uniformLoss()),
        "",
        ": the network is confident before it has learned anything",
        Optional.of(
            LayerRules.startedUnscaled(run)
                ? Cause.NOT_SCALED_BY_FAN_IN
                : Cause.OVERCONFIDENT_LAST_LAYER));
  }

  static Finding finalLoss(Measurements run) {
    if (!Double.isFinite(run.finalLoss())) {
      return new Finding(Topic.FINAL_LOSS, Grade.BAD, "training diverged", tooFast(run));
    }
    String numbers = format("the loss went from %.2f to %.2f", run.startLoss(), run.finalLoss());
    if (run.uniformLoss() - run.finalLoss() >= LEARNED) {
      return new Finding(Topic.FINAL_LOSS, Grade.GOOD, numbers);
    }
    if (run.steps() < FEW_STEPS && !rose(run)) {
      return new Finding(Topic.FINAL_LOSS, Grade.NEUTRAL, numbers + ": too few steps to tell");
    }
    String uniform = format("; uniform predictions have %.2f", run.uniformLoss());
    return new Finding(Topic.FINAL_LOSS, Grade.BAD, numbers + uniform, tooFast(run));
  }

  private static Optional<Cause> tooFast(Measurements run) {
    return run.batchNorm() && batchStatistics(run).grade() != Grade.GOOD
        ? Optional.of(Cause.BATCH_TOO_SMALL)
        : learnsTooFast(run);
  }

  /** Blames the learning rate if it is too high. */
  static Optional<Cause> learnsTooFast(Measurements run) {
    return Threshold.UPDATES_HIGH.grade(medianUpdate(run)) != Grade.GOOD || rose(run)
        ? Optional.of(Cause.LEARNING_RATE_TOO_HIGH)
        : Optional.empty();
  }

  /** Tells whether the network has become clearly worse than one that knows nothing. */
  private static boolean rose(Measurements run) {
    return !(run.finalLoss() <= Math.max(run.startLoss(), run.uniformLoss()) + LEARNED);
  }

  static Finding validationLoss(Measurements run) {
    String numbers =
        format(
            "the validation loss is %.2f, the last training loss %.2f",
            run.validationLoss(), run.finalLoss());
    if (rose(run)) {
      return new Finding(Topic.VALIDATION_LOSS, Grade.NEUTRAL, numbers);
    }
    if (Threshold.REPEATED_WORDS.grade(run.repeats().share()) != Grade.GOOD) {
      String known = ", but " + run.repeats().overlap();
      return Threshold.REPEATED_WORDS.judge(
          run.repeats().share(), numbers, "", known, Optional.of(Cause.REPEATED_WORDS));
    }
    double apart = run.validationLoss() - run.finalLoss();
    String good = format("; good is up to %.2f apart", Threshold.OVERFITTING.good());
    return Threshold.OVERFITTING.judge(apart, numbers, good, good, Optional.of(Cause.OVERFITTING));
  }

  private static double medianUpdate(Measurements run) {
    return Statistics.median(run.matrices(), MatrixStatistics::update);
  }

  private static String updateSize(double update) {
    return Double.isFinite(update)
        ? format("updates are 10^%.1f of the data", update)
        : "updates are not finite numbers";
  }

  static Finding updates(Measurements run) {
    double full = medianUpdate(run);
    double late = Statistics.median(run.matrices(), MatrixStatistics::lateUpdate);
    String size = updateSize(full);
    boolean high = Threshold.UPDATES_HIGH.grade(full) != Grade.GOOD;
    if (rose(run) && !high) {
      return new Finding(Topic.UPDATES, Grade.BAD, size + ", and the loss rose", tooFast(run));
    }
    if (run.steps() < FEW_STEPS_FOR_UPDATES) {
      String few = size + " in the first steps, too few to judge";
      return new Finding(Topic.UPDATES, Grade.NEUTRAL, few);
    }
    String good =
        format(
            "; good is 10^-%.0f to 10^%.0f",
            Threshold.UPDATES_LOW.good(), Threshold.UPDATES_HIGH.good());
    if (high) {
      return Threshold.UPDATES_HIGH.judge(full, size, "", good, tooFast(run));
    }
    if (run.steps() >= LATE
        && Threshold.UPDATES_LOW.grade(-full) == Grade.GOOD
        && Threshold.LATE_UPDATES_HIGH.grade(late) != Grade.GOOD) {
      String limit = " at the end, a late stage: good is up to 10^%.1f";
      limit = format(limit, Threshold.LATE_UPDATES_HIGH.good());
      return Threshold.LATE_UPDATES_HIGH.judge(late, updateSize(late), "", limit, Optional.empty());
    }
    String decayed =
        run.decayed() ? format(", and 10^%.1f after the learning rate came down", late) : "";
    Optional<Cause> slow = Optional.of(Cause.LEARNING_RATE_TOO_LOW);
    return Threshold.UPDATES_LOW.judge(-full, size, decayed + good, good, slow);
  }

  static Finding lastLayer(Measurements run) {
    List<MatrixStatistics> hidden = run.matrices().subList(1, run.matrices().size() - 1);
    double last = run.matrices().get(run.matrices().size() - 1).gradientToData();
    double faster = last / Statistics.median(hidden, MatrixStatistics::gradientToData);
    String numbers = "the last layer's gradient:data ratio is " + twoDigits(last);
    String beside =
        Double.isFinite(faster)
            ? format(
                ", %s times the hidden layers'; good is up to %.0f times",
                twoDigits(faster), Threshold.LAST_LAYER_FASTER.good())
            : ", and no gradient reaches the hidden layers";
    return Threshold.LAST_LAYER_FASTER.judge(faster, numbers, beside, beside, Optional.empty());
  }
}
