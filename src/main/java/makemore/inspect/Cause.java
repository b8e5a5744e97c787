package makemore.inspect;

/** What is most likely behind a {@link Finding}. */
public enum Cause {
  BATCH_TOO_SMALL("the batch is too small for batch normalisation"),
  NOT_SCALED_BY_FAN_IN("the weights are not scaled by their fan in"),
  GAIN_TOO_LARGE("the gain of the hidden weights is too large"),
  GAIN_TOO_SMALL("the gain of the hidden weights is too small"),
  OVERCONFIDENT_LAST_LAYER("the last layer starts overconfident"),
  LEARNING_RATE_TOO_HIGH("the learning rate is too high"),
  LEARNING_RATE_TOO_LOW("the learning rate is too low"),
  OVERFITTING("it learns its examples by heart");

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
