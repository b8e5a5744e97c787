package makemore.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs trials, each as a process of its own, since the engine's generator is global to a process. A
 * trial that has its outcome already is not run again.
 *
 * @param jobs how many processes run at the same time
 */
public record TrialRunner(TrialProcess process, int jobs) {

  public static List<Outcome> kept(List<Trial> trials) {
    return trials.stream().map(Outcome::kept).flatMap(Optional::stream).toList();
  }

  /**
   * Runs trials that have no outcome yet, and gives their outcomes in the same order.
   *
   * @param listener is told of each outcome when it is there, one after the other
   * @throws InterruptedException if the calling thread is interrupted; the processes are ended
   */
  public List<Outcome> run(List<Trial> trials, Consumer<Outcome> listener)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Trial trial : trials) {
        futures.add(threads.submit(() -> run(trial, listener)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Outcome run(Trial trial, Consumer<Outcome> listener) throws InterruptedException {
    Outcome outcome;
    try {
      trial.folder().clear();
      String ended = process.run(trial);
      outcome = Outcome.kept(trial).orElseGet(() -> Outcome.failed(trial, ended));
    } catch (IOException e) {
      outcome = Outcome.failed(trial, e.toString());
    }
    synchronized (listener) {
      listener.accept(outcome);
    }
    return outcome;
  }
}
