package makemore.inspect;

import java.util.Optional;

/**
 * What a rule says of a run.
 *
 * @param sentence what was found, with the numbers; begins in lower case and has no full stop
 * @param cause what is most likely behind it, where the numbers tell
 */
public record Finding(Topic topic, Grade grade, String sentence, Optional<Cause> cause) {

  Finding(Topic topic, Grade grade, String sentence) {
    this(topic, grade, sentence, Optional.empty());
  }

  /** Says the numbers, then what they mean: one text if they are good, another if not. */
  static Finding of(
      Topic topic, Grade grade, String numbers, String good, String bad, Optional<Cause> cause) {
    return grade == Grade.GOOD
        ? new Finding(topic, grade, numbers + good)
        : new Finding(topic, grade, numbers + bad, cause);
  }

  /**
   * Returns a text such as "hidden 2: 48.1% saturated; the gain of the hidden weights is too
   * large".
   */
  @Override
  public String toString() {
    return sentence + cause.map(known -> "; " + known).orElse("");
  }
}
