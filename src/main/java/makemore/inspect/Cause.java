package makemore.inspect;

/** What is most likely behind a {@link Finding}. */
public enum Cause {
  BATCH_TOO_SMALL("the batch is too small for batch normalisation"),
  /** The hidden weights start as N(0, 1), whatever the number of inputs. */
  NOT_SCALED_BY_FAN_IN("the weights are not scaled by their fan in"),
  GAIN_TOO_LARGE("the gain of the hidden weights is too large"),
  GAIN_TOO_SMALL("the gain of the hidden weights is too small"),
  /** The logits start too large. */
  OVERCONFIDENT_LAST_LAYER("the last layer starts overconfident"),
  LEARNING_RATE_TOO_HIGH("the learning rate is too high"),
  LEARNING_RATE_TOO_LOW("the learning rate is too low"),
  /** The examples are too few for so many parameters and steps. */
  OVERFITTING("it learns its examples by heart");

  private final String words;

  Cause(String words) {
    this.words = words;
  }

  /** The cause as part of a sentence, such as "the learning rate is too high". */
  @Override
  public String toString() {
    return words;
  }
}
