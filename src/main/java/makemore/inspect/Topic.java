package makemore.inspect;

/** What a {@link Finding} is about; what lies nearer to a cause comes first. */
public enum Topic {
  /** How many examples a batch normalisation has for its mean and variance. */
  BATCH_STATISTICS,
  /** The first loss, against that of uniform predictions. */
  START_LOSS,
  /** The size of the updates, against the parameters'. */
  UPDATES,
  /** How much of the tanh layers' output is near -1 and 1. */
  SATURATION,
  /** How the standard deviation of the activations changes from layer to layer. */
  ACTIVATIONS,
  /** How the standard deviation of the gradients changes from layer to layer. */
  GRADIENTS,
  /** Neurons that are saturated for all of several thousand training examples. */
  DEAD_NEURONS,
  /** How fast the last layer learns, against the others. */
  WEIGHT_GRADIENTS,
  /** The last loss, against the first. */
  FINAL_LOSS,
  /** The validation loss, against the training loss. */
  VALIDATION_LOSS
}
