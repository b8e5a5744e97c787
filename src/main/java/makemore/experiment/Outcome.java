package makemore.experiment;

import java.util.Locale;
import java.util.Optional;
import makemore.inspect.Cause;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;

/**
 * What came of a training run.
 *
 * @param trial the run
 * @param status how it ended
 * @param message why it is broken or has failed; empty if it is neither
 * @param numbers what was measured, if anything was
 */
public record Outcome(Trial trial, Status status, String message, Optional<Numbers> numbers) {

  /** How a run ended. */
  public enum Status {
    /** Its final loss is not above its first. */
    FINISHED,
    /** Its loss became NaN or infinite, or ended above its first; a result like any other. */
    BROKEN,
    /** Its process ended with an error; it is done again the next time. */
    FAILED
  }

  static Outcome finished(Trial trial, Numbers numbers) {
    double start = numbers.inside().startLoss();
    double end = numbers.loss().train();
    return end <= start
        ? new Outcome(trial, Status.FINISHED, "", Optional.of(numbers))
        : new Outcome(
            trial,
            Status.BROKEN,
            String.format(Locale.ROOT, "the final loss %.4f is above the first %.4f", end, start),
            Optional.of(numbers));
  }

  static Outcome broken(Trial trial, String message, Optional<Numbers> numbers) {
    return new Outcome(trial, Status.BROKEN, message, numbers);
  }

  static Outcome failed(Trial trial, String message) {
    return new Outcome(trial, Status.FAILED, message, Optional.empty());
  }

  /** What is wrong with the run, in one sentence with its numbers. */
  String diagnosis() {
    return numbers.map(measured -> measured.diagnosis().sentence()).orElse(message);
  }

  /** How bad the run is and why, without numbers: the same for runs that show the same. */
  String cause() {
    return numbers.map(Numbers::diagnosis).map(Outcome::cause).orElse(message);
  }

  private static String cause(Diagnosis diagnosis) {
    Finding main = diagnosis.main();
    String topic = main.topic().toString();
    return main.grade() + main.cause().map(Cause::toString).orElse(topic);
  }
}
