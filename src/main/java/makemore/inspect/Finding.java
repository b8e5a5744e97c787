package makemore.inspect;

import java.util.Optional;

/**
 * What a rule says about a run.
 *
 * @param sentence what was found, with the numbers; begins in lower case and has no full stop
 * @param cause what is most likely behind it, where the numbers tell
 */
public record Finding(Topic topic, Grade grade, String sentence, Optional<Cause> cause) {

  /** What a finding is about; what lies nearer to a cause comes first. */
  public enum Topic {
    BATCH_STATISTICS,
    START_LOSS,
    UPDATES,
    SATURATION,
    ACTIVATIONS,
    GRADIENTS,
    DEAD_NEURONS,
    WEIGHT_GRADIENTS,
    FINAL_LOSS,
    VALIDATION_LOSS
  }

  /** How good or bad a finding is, from the best to the worst. */
  public enum Grade {
    GOOD,
    /** Neither good nor bad, or too little was recorded to tell. */
    NEUTRAL,
    WARNING,
    BAD
  }

  /** What is most likely behind a finding; where several are found, the first of them is named. */
  public enum Cause {
    BATCH_TOO_SMALL("the batch is too small for batch normalisation"),
    NOT_SCALED_BY_FAN_IN("the weights are not scaled by their fan in"),
    GAIN_TOO_LARGE("the gain of the hidden weights is too large"),
    GAIN_TOO_SMALL("the gain of the hidden weights is too small"),
    LEARNING_RATE_TOO_HIGH("the learning rate is too high"),
    LEARNING_RATE_TOO_LOW("the learning rate is too low"),
    OVERCONFIDENT_LAST_LAYER("the last layer starts overconfident"),
    REPEATED_WORDS("the data repeats its words"),
    OVERFITTING("the network learns its examples by heart");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** Returns part of a sentence, such as "the learning rate is too high". */
    @Override
    public String toString() {
      return words;
    }
  }

  Finding(Topic topic, Grade grade, String sentence) {
    this(topic, grade, sentence, Optional.empty());
  }

  boolean isWrong() {
    return grade.compareTo(Grade.NEUTRAL) > 0;
  }

  /** Returns the finding with a better grade, if it is worse than a warning. */
  Finding atMostWarning() {
    return grade == Grade.BAD ? new Finding(topic, Grade.WARNING, sentence, cause) : this;
  }

  /** Returns the sentence and the likely cause. */
  @Override
  public String toString() {
    return sentence + cause.map(known -> "; likely cause: " + known).orElse("");
  }
}
