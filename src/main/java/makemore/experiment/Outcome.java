package makemore.experiment;

import java.util.Optional;

/**
 * What came of a training run.
 *
 * @param trial the run
 * @param status whether it learned
 * @param message why it is broken or has failed; empty if it learned
 * @param numbers what was measured; nothing if there is no finished network
 */
public record Outcome(Trial trial, Status status, String message, Optional<Numbers> numbers) {

  /** Whether a run learned. */
  public enum Status {
    /** Its final loss is below its first. */
    LEARNED,
    /** Its loss became NaN or infinite, or ended above its first; a result like any other. */
    BROKEN,
    /** Its process ended with an error; it is done again the next time. */
    FAILED
  }

  static Outcome finished(Trial trial, Numbers numbers) {
    return numbers.trainLoss() <= numbers.startLoss()
        ? new Outcome(trial, Status.LEARNED, "", Optional.of(numbers))
        : new Outcome(
            trial,
            Status.BROKEN,
            String.format(
                "the final loss %.4f is above the first %.4f",
                numbers.trainLoss(), numbers.startLoss()),
            Optional.of(numbers));
  }

  static Outcome broken(Trial trial, String message) {
    return new Outcome(trial, Status.BROKEN, message, Optional.empty());
  }

  static Outcome failed(Trial trial, String message) {
    return new Outcome(trial, Status.FAILED, message, Optional.empty());
  }
}
