package makemore.inspect;

/** How good or bad a {@link Finding} is, from the best to the worst. */
public enum Grade {
  /** As it should be. */
  GOOD,
  /** Neither good nor bad, or too little was recorded to tell. */
  NEUTRAL,
  /** Worth a look. */
  WARNING,
  /** Wrong. */
  BAD
}
