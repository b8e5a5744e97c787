package makemore.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs trials, each as a process of its own, since the engine's generator is global to a process. A
 * trial that has its outcome already is not run again.
 */
public final class TrialRunner {

  private final TrialProcess process;
  private final int jobs;

  /**
   * Creates a runner.
   *
   * @param process how a process is started
   * @param jobs how many processes run at the same time
   */
  public TrialRunner(TrialProcess process, int jobs) {
    this.process = process;
    this.jobs = jobs;
  }

  /**
   * Those trials that have an outcome already.
   *
   * @param trials the trials
   * @return their outcomes
   */
  public List<Outcome> kept(List<Trial> trials) {
    return trials.stream()
        .flatMap(trial -> new TrialRecord(trial, process.data()).outcome().stream())
        .toList();
  }

  /**
   * Runs trials.
   *
   * @param trials those that have no outcome yet
   * @param listener is told of each outcome when it is there, one after the other
   * @return the outcomes, in the order of the trials
   * @throws InterruptedException if the calling thread is interrupted; the processes are ended
   */
  public List<Outcome> run(List<Trial> trials, Consumer<Outcome> listener)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Trial trial : trials) {
        futures.add(
            threads.submit(
                () -> {
                  Outcome outcome = run(trial);
                  synchronized (listener) {
                    listener.accept(outcome);
                  }
                  return outcome;
                }));
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

  private Outcome run(Trial trial) throws InterruptedException {
    TrialRecord record = new TrialRecord(trial, process.data());
    try {
      record.clear();
      TrialProcess.End end = process.run(trial);
      if (end.isDiverged()) {
        return record.keepBroken(end.reason());
      }
      String message = "exit status " + end.status() + ": " + end.reason();
      return end.status() == 0
          ? record.outcome().orElseGet(() -> Outcome.failed(trial, "it ended too early"))
          : Outcome.failed(trial, message);
    } catch (IOException e) {
      return Outcome.failed(trial, e.toString());
    }
  }
}
