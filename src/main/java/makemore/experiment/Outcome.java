package makemore.experiment;

import java.util.Locale;
import java.util.Optional;
import makemore.input.InvalidInputException;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.run.RunResult;
import makemore.run.TrainingRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Evaluation;
import tech.tablesaw.api.FloatColumn;

/** The outcome of a training run: its status, the reason if it diverged or failed, its measures. */
public record Outcome(Trial trial, Status status, String message, Optional<Numbers> numbers) {

  public enum Status {
    /** Its final loss is not above its first. */
    FINISHED,
    /** Its loss became NaN or infinite, or ended above its first; a result like any other. */
    DIVERGED,
    /** It ended with an error; the next time it is repeated. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The finished network's losses, NaN where training diverged, and what was recorded. */
  public record Numbers(Evaluation loss, Measurements inside) {}

  /** Reads what a run left in its folder, unless its settings or its data were different. */
  public static Optional<Outcome> kept(Trial trial) {
    try {
      RunResult run = RunResult.read(trial.folder());
      boolean same = trial.settings().equals(run.settings());
      return same && trial.data().sha256().equals(run.data().sha256())
          ? of(trial, run)
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Returns the outcome of a run, or nothing if it was interrupted. */
  static Optional<Outcome> of(Trial trial, RunResult run) {
    if (run.summary().stream().anyMatch(summary -> summary.steps() < run.settings().steps())) {
      return Optional.empty();
    }
    Evaluation loss = run.summary().map(Summary::loss).orElse(TrainingRun.NO_LOSS);
    Optional<Numbers> numbers =
        Optional.of(run)
            // A run can diverge before anything is recorded.
            .filter(ended -> !ended.recording().table(RecordedTable.ACTIVATIONS).isEmpty())
            .map(ended -> new Numbers(loss, ended.measurements()));
    return run.divergence()
        .map(message -> new Outcome(trial, Status.DIVERGED, message, numbers))
        .or(() -> Optional.of(finished(trial, numbers.orElseThrow())));
  }

  static Outcome finished(Trial trial, Numbers numbers) {
    double start = numbers.inside().startLoss();
    double end = numbers.loss().train();
    if (end <= start) {
      return new Outcome(trial, Status.FINISHED, "", Optional.of(numbers));
    }
    String above = String.format("the final loss %.4f is above the first %.4f", end, start);
    return new Outcome(trial, Status.DIVERGED, above, Optional.of(numbers));
  }

  static Outcome failed(Trial trial, String message) {
    return new Outcome(trial, Status.FAILED, message, Optional.empty());
  }

  /**
   * How the run ended, such as "validation loss 2.1000" or "diverged, the loss is NaN at step 7".
   */
  public String ending() {
    return status == Status.FINISHED
        ? String.format("validation loss %.4f", numbers.get().loss().validation())
        : status + ", " + message;
  }

  FloatColumn losses() {
    RunFolder diverged = trial.folder().diverged();
    RunFolder run = diverged.exists() ? diverged : trial.folder();
    return run.table(RecordedTable.LOSS.empty()).floatColumn("loss");
  }

  /** What the rules find; nothing where nothing was measured. */
  Optional<Diagnosis> found() {
    return numbers.map(run -> Diagnosis.of(run.inside()));
  }

  /** Says how bad the run is and why, without numbers, so that runs can be compared. */
  String cause() {
    return found()
        .map(run -> run.grade() + run.cause().map(Cause::toString).orElse(""))
        .orElse(message);
  }
}
