package makemore.experiment;

import java.util.Locale;
import java.util.Optional;
import makemore.input.InvalidInputException;
import makemore.inspect.Cause;
import makemore.inspect.Diagnosis;
import makemore.inspect.Grade;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import tech.tablesaw.api.FloatColumn;

/** What came of a training run, why if it has diverged or failed, and what was measured. */
public record Outcome(Trial trial, Status status, String message, Optional<Numbers> numbers) {

  public enum Status {
    /** Its final loss is not above its first. */
    FINISHED,
    /** Its loss became NaN or infinite, or ended above its first; a result like any other. */
    DIVERGED,
    /** Its process ended with an error; it is done again the next time. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The finished network's losses, NaN where training diverged, and what was recorded. */
  public record Numbers(Evaluation loss, Measurements inside) {}

  /** What a run left in its folder, unless it was trained with other settings or other data. */
  public static Optional<Outcome> kept(Trial trial) {
    try {
      Optional<DivergedRun> diverged = DivergedRun.read(trial.folder());
      if (diverged.isPresent()) {
        return diverged
            .filter(run -> matches(trial, run.configuration(), run.data()))
            .map(run -> diverged(trial, run.message()));
      }
      Summary run = trial.folder().summary();
      return run.steps() == run.configuration().steps()
              && matches(trial, run.configuration(), run.data())
          ? measured(trial, trial.folder(), false)
              .map(inside -> finished(trial, new Numbers(run.loss(), inside)))
          : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(Trial trial, Configuration configuration, Summary.Data data) {
    return trial.configuration().equals(configuration)
        && trial.data().sha256().equals(data.sha256());
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

  private static Outcome diverged(Trial trial, String message) {
    Evaluation none = new Evaluation(Double.NaN, Double.NaN, Double.NaN);
    Optional<Measurements> inside = measured(trial, trial.folder().diverged(), true);
    Optional<Numbers> numbers = inside.map(of -> new Numbers(none, of));
    return new Outcome(trial, Status.DIVERGED, message, numbers);
  }

  static Outcome failed(Trial trial, String message) {
    return new Outcome(trial, Status.FAILED, message, Optional.empty());
  }

  /** What was recorded in a run, if all is there; one can diverge before anything is. */
  private static Optional<Measurements> measured(Trial trial, RunFolder folder, boolean diverged) {
    int characters = Vocabulary.parse(trial.data().vocabulary()).size();
    Recording recording = new Recording(folder::table);
    return recording.table(RecordedTable.ACTIVATIONS).isEmpty()
        ? Optional.empty()
        : Optional.of(Measurements.of(recording, trial.configuration(), characters, diverged));
  }

  FloatColumn losses() {
    RunFolder diverged = trial.folder().diverged();
    RunFolder run = diverged.exists() ? diverged : trial.folder();
    return run.table(RecordedTable.LOSS.empty()).floatColumn("loss");
  }

  private Optional<Diagnosis> found() {
    return numbers.map(of -> Diagnosis.of(of.inside()));
  }

  Grade grade() {
    return found().map(Diagnosis::grade).orElse(Grade.BAD);
  }

  /** What is wrong with the run, in one sentence with its numbers. */
  String diagnosis() {
    return found().map(Diagnosis::sentence).orElse(message);
  }

  /** How bad the run is and why, without numbers: the same for runs that show the same. */
  String cause() {
    return found()
        .map(Diagnosis::main)
        .map(of -> of.grade() + of.cause().map(Cause::toString).orElse(of.topic().toString()))
        .orElse(message);
  }
}
