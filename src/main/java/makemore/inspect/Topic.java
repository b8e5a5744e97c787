package makemore.inspect;

/** What a {@link Finding} is about; what lies nearer to a cause comes first. */
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
