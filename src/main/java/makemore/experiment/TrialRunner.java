package makemore.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import makemore.input.InvalidInputException;
import makemore.run.TrainingData;
import makemore.run.TrainingRun;
import makemore.text.WordFile;

/**
 * Runs trials, one after the other, since the engine's generator is global to the process.
 *
 * @param threads the number of compute threads that the engine has
 * @param stop is asked before each step; if true, nothing more is done
 */
public record TrialRunner(WordFile words, int threads, BooleanSupplier stop) {

  /**
   * Runs trials that have no outcome yet. The outcome of one that is interrupted is left out.
   *
   * @param listener is told of each outcome as soon as it is there
   */
  public List<Outcome> run(List<Trial> trials, Consumer<Outcome> listener) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Trial trial : trials) {
      if (!stop.getAsBoolean()) {
        Optional<Outcome> outcome = run(trial);
        outcome.ifPresent(listener);
        outcome.ifPresent(outcomes::add);
      }
    }
    return outcomes;
  }

  private Optional<Outcome> run(Trial trial) {
    try {
      TrainingData data = TrainingData.of(trial.data().path(), words, trial.configuration());
      trial.folder().clear();
      // A run is done again where it did not end: it needs no checkpoint but the last.
      int checkpointEvery = trial.configuration().steps();
      TrainingRun run =
          new TrainingRun(
              trial.configuration(),
              data,
              trial.folder(),
              Optional.empty(),
              threads,
              checkpointEvery);
      return Outcome.of(trial, run.run(stop, List.of()));
    } catch (InvalidInputException e) {
      return Optional.of(Outcome.failed(trial, e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return Optional.of(Outcome.failed(trial, e.toString()));
    }
  }
}
