package makemore.plot;

/**
 * What the numbers of a chart say, in one sentence.
 *
 * @param grade how good it is
 * @param text the sentence, plain text
 */
public record Verdict(Grade grade, String text) {

  /** How good what a verdict says is. */
  public enum Grade {
    /** As it should be. */
    GOOD,
    /** Worth a look. */
    WARNING,
    /** Wrong. */
    BAD,
    /** A fact, neither good nor bad. */
    NEUTRAL
  }
}
