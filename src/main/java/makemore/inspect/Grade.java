package makemore.inspect;

/** How good or bad a {@link Finding} is, from the best to the worst. */
public enum Grade {
  GOOD,
  /** Neither good nor bad, or too little was recorded to tell. */
  NEUTRAL,
  WARNING,
  BAD
}
