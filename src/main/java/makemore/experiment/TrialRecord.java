package makemore.experiment;

import ai.djl.util.Utils;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import makemore.inspect.Measurements;
import makemore.inspect.Measuring;
import makemore.inspect.Recording;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.store.Summary;

/**
 * What a training run left in its folder: a finished run, or the file {@code broken.json} of one
 * whose loss became NaN or infinite. What was trained with other settings or other data does not
 * count.
 *
 * @param trial the run
 * @param data what it is to learn from
 */
record TrialRecord(Trial trial, TrialData data) {

  private static final String BROKEN = "broken.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /**
   * The file {@code broken.json}.
   *
   * @param configuration all that decided the run's numbers, the data apart
   * @param dataSha256 the SHA-256 of the data
   * @param message what went wrong
   */
  private record Broken(Configuration configuration, String dataSha256, String message) {}

  /** The run's outcome, if it has one already. */
  Optional<Outcome> outcome() {
    return broken().or(this::finished);
  }

  private Optional<Outcome> broken() {
    Path file = trial.folder().path().resolve(BROKEN);
    try {
      return Files.exists(file)
          ? Optional.ofNullable(GSON.fromJson(Files.readString(file), Broken.class))
              .filter(broken -> trial.configuration().equals(broken.configuration()))
              .filter(broken -> data.sha256().equals(broken.dataSha256()))
              .map(broken -> diverged(broken.message()))
          : Optional.empty();
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  private Optional<Outcome> finished() {
    try {
      Summary summary = trial.folder().summary();
      if (trial.configuration().equals(summary.configuration())
          && summary.steps() == summary.configuration().steps()
          && data.sha256().equals(summary.data().sha256())) {
        return Optional.of(Outcome.finished(trial, new Numbers(summary.loss(), measured())));
      }
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private Outcome diverged(String message) {
    try {
      return Outcome.broken(trial, message, Optional.of(Numbers.diverged(measured())));
    } catch (InvalidInputException e) {
      return Outcome.broken(trial, message, Optional.empty());
    }
  }

  private Measurements measured() {
    Recording recording = Recording.read(trial.folder()::table);
    if (recording.activations().isEmpty()) {
      throw new InvalidInputException(trial + ": nothing is recorded");
    }
    return new Measuring(recording, trial.configuration()).of(data.vocabularySize());
  }

  /** Empties the run's folder, of which an ended process may have left anything. */
  void clear() throws IOException {
    Utils.deleteQuietly(trial.folder().path());
    Files.createDirectories(trial.folder().path());
  }

  /** Keeps that the loss became NaN or infinite. */
  Outcome keepBroken(String message) throws IOException {
    Path file = trial.folder().path().resolve(BROKEN);
    Path incoming = trial.folder().path().resolve("." + BROKEN);
    Broken broken = new Broken(trial.configuration(), data.sha256(), message);
    Files.writeString(incoming, GSON.toJson(broken) + "\n");
    Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
    return diverged(message);
  }
}
