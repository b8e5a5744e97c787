package makemore.inspect;

import static java.util.Comparator.comparingDouble;
import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.round;
import static makemore.inspect.NumberFormats.twoDigits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.MatrixStatistics;

/** The rules about the losses, the batch, and how fast the weight matrices learn. */
final class TrainingRules {

  /** A loss so much above the first shows that training made the network worse, in nats. */
  private static final double WORSE = 0.1;

  /** With fewer steps, nothing can be said about what was learned. */
  private static final int FEW_STEPS = 1000;

  /** With fewer steps, the updates are still finding their size. */
  private static final int FEW_STEPS_FOR_UPDATES = 100;

  /** log10 of update to data below which a loss that still falls could fall faster. */
  private static final double SLOW = -3;

  private TrainingRules() {}

  static Finding batchStatistics(Measurements run) {
    return Threshold.INVERSE_BATCH_SIZE.judge(
        1.0 / run.batchSize(),
        format(
            "batch normalisation takes its mean and variance from %s",
            count(run.batchSize(), "example")),
        ": enough",
        ": little more than noise",
        Optional.of(Cause.BATCH_TOO_SMALL));
  }

  static Finding startLoss(Measurements run) {
    return Threshold.START_LOSS_EXCESS.judge(
        round(round(run.startLoss(), 2) - round(run.uniformLoss(), 2), 2),
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

  /** Judges the damage: what was learned, beside what counting gives. */
  static Finding finalLoss(Measurements run) {
    if (!Double.isFinite(run.finalLoss())) {
      return new Finding(Topic.FINAL_LOSS, Grade.BAD, "training diverged");
    }
    String numbers = format("the loss went from %.2f to %.2f", run.startLoss(), run.finalLoss());
    double loss = round(run.finalLoss(), 2);
    if (rose(run)) {
      String above = numbers + ": training made the network worse";
      return new Finding(Topic.FINAL_LOSS, Grade.BAD, above);
    }
    double characters = round(run.counting().characters(), 2);
    double pairs = round(run.counting().pairs(), 2);
    String counting =
        format("; counting characters gives %.2f, counting pairs %.2f", characters, pairs);
    if (loss <= pairs) {
      return new Finding(Topic.FINAL_LOSS, Grade.GOOD, numbers + counting);
    }
    if (run.steps() < FEW_STEPS) {
      String early = format("too early to say after %s: ", count(run.steps(), "step"));
      return new Finding(Topic.FINAL_LOSS, Grade.NEUTRAL, early + numbers + counting);
    }
    if (loss >= characters) {
      String worse = numbers + counting + ": no better than counting characters";
      return new Finding(Topic.FINAL_LOSS, Grade.BAD, worse);
    }
    return run.blockSize() == 1
        ? new Finding(
            Topic.FINAL_LOSS,
            Grade.NEUTRAL,
            numbers + counting + ", the least with one character of context")
        : new Finding(
            Topic.FINAL_LOSS, Grade.WARNING, numbers + counting + ": worse than counting pairs");
  }

  /** Tells whether the network has become clearly worse than one that knows nothing. */
  private static boolean rose(Measurements run) {
    return !(run.finalLoss() <= Math.max(run.startLoss(), run.uniformLoss()) + WORSE);
  }

  /**
   * Blames the learning rate, or else a batch that is too small, if the first updates were too
   * large and the loss shows it.
   */
  static Optional<Cause> learnsTooFast(Measurements run) {
    double first = round(Statistics.median(run.matrices(), MatrixStatistics::firstUpdates), 1);
    boolean blamed =
        finalLoss(run).isWrong()
            && startLoss(run).grade() != Grade.BAD
            && Threshold.UPDATES_HIGH.grade(first) == Grade.BAD;
    boolean small = run.batchNorm() && batchStatistics(run).isWrong();
    Cause cause = small ? Cause.BATCH_TOO_SMALL : Cause.LEARNING_RATE_TOO_HIGH;
    return blamed ? Optional.of(cause) : Optional.empty();
  }

  private static Optional<Cause> learnsTooSlowly(Measurements run) {
    boolean blamed =
        finalLoss(run).isWrong()
            && !rose(run)
            && run.falling()
            && Statistics.median(run.matrices(), MatrixStatistics::update) < SLOW;
    return blamed ? Optional.of(Cause.LEARNING_RATE_TOO_LOW) : Optional.empty();
  }

  /** Judges each matrix by the number that is shown; the largest and the smallest are named. */
  static Finding updates(Measurements run) {
    List<MatrixStatistics> all = run.matrices();
    MatrixStatistics low = Collections.min(all, comparingDouble(MatrixStatistics::update));
    MatrixStatistics high = Collections.max(all, comparingDouble(MatrixStatistics::update));
    MatrixStatistics first = Collections.max(all, comparingDouble(MatrixStatistics::firstUpdates));
    String numbers =
        format(
                "updates are %s to %s of the data",
                size(low, low.update()), size(high, high.update()))
            + format("; the largest in the first steps was %s", size(first, first.firstUpdates()));
    if (run.steps() < FEW_STEPS_FOR_UPDATES) {
      return new Finding(Topic.UPDATES, Grade.NEUTRAL, numbers + ": too few steps to judge");
    }
    List<String> stopped =
        all.stream()
            .filter(matrix -> Threshold.UPDATES_LOW.grade(-round(matrix.update(), 1)) == Grade.BAD)
            .map(MatrixStatistics::name)
            .toList();
    if (!stopped.isEmpty()) {
      String have = stopped.size() == 1 ? " has stopped learning" : " have stopped learning";
      String which = numbers + ": " + String.join(", ", stopped) + have;
      return new Finding(Topic.UPDATES, Grade.BAD, which, learnsTooFast(run));
    }
    String usual =
        format(
            "; usual is 10^-%.0f to 10^%.0f",
            Threshold.UPDATES_LOW.good(), Threshold.UPDATES_HIGH.good());
    Optional<Cause> slow = learnsTooSlowly(run);
    if (slow.isPresent()) {
      return new Finding(
          Topic.UPDATES, Grade.WARNING, numbers + usual + ", and the loss was still falling", slow);
    }
    double largest = Math.max(high.update(), first.firstUpdates());
    Finding tooHigh =
        Threshold.UPDATES_HIGH.judge(round(largest, 1), numbers, usual, usual, learnsTooFast(run));
    Finding tooLow =
        Threshold.UPDATES_LOW.judge(
            round(-low.update(), 1), numbers, usual, usual, Optional.empty());
    return tooHigh.grade().compareTo(tooLow.grade()) >= 0 ? tooHigh : tooLow;
  }

  private static String size(MatrixStatistics matrix, double update) {
    return update == Double.NEGATIVE_INFINITY
        ? format("0 (%s)", matrix.name())
        : format("10^%.1f (%s)", round(update, 1) + 0.0, matrix.name());
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
    return run.steps() < FEW_STEPS_FOR_UPDATES
        ? new Finding(
            Topic.WEIGHT_GRADIENTS, Grade.NEUTRAL, numbers + beside + "; too few steps to judge")
        : Threshold.LAST_LAYER_FASTER.judge(
            rounded(faster), numbers, beside, beside, Optional.empty());
  }

  /** As two digits show it. */
  private static double rounded(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number).round(new MathContext(2)).doubleValue()
        : number;
  }

  static Finding validationLoss(Measurements run) {
    if (!Double.isFinite(run.finalLoss())) {
      String before =
          format("before training diverged, the validation loss was %.2f", run.validationLoss());
      return new Finding(Topic.VALIDATION_LOSS, Grade.NEUTRAL, before);
    }
    String numbers =
        format(
            "the validation loss is %.2f, the training loss %.2f",
            run.validationLoss(), run.finalLoss());
    if (rose(run)) {
      return new Finding(Topic.VALIDATION_LOSS, Grade.NEUTRAL, numbers);
    }
    if (Threshold.REPEATED_WORDS.grade(run.repeats().share()) != Grade.GOOD) {
      String known = ", but " + run.repeats().overlap();
      return Threshold.REPEATED_WORDS.judge(
          run.repeats().share(), numbers, "", known, Optional.of(Cause.REPEATED_WORDS));
    }
    double apart = round(round(run.validationLoss(), 2) - round(run.finalLoss(), 2), 2);
    String good = format("; good is up to %.2f apart", Threshold.OVERFITTING.good());
    return Threshold.OVERFITTING.judge(apart, numbers, good, good, Optional.of(Cause.OVERFITTING));
  }
}
