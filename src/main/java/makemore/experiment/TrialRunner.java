package makemore.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import makemore.store.ExperimentFolder;

/**
 * Runs trials, each as a process of its own, since the engine's generator is global to a process.
 * They end with this one: their standard input is a pipe from here, which the system closes however
 * this process ends.
 *
 * @param program the words that start {@code train} in a new process, without a trial's options
 * @param jobs how many processes run at the same time
 */
public record TrialRunner(List<String> program, int jobs) {

  /**
   * Runs trials that have no outcome yet. The listener is told of each when it is there, one after
   * the other. If the calling thread is interrupted, the processes are ended.
   */
  public List<Outcome> run(List<Trial> trials, Consumer<Outcome> listener)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Callable<Outcome>> tasks =
          trials.stream().<Callable<Outcome>>map(trial -> () -> run(trial, listener)).toList();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : threads.invokeAll(tasks)) {
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
      String ended = train(trial);
      outcome = Outcome.kept(trial).orElseGet(() -> Outcome.failed(trial, ended));
    } catch (IOException e) {
      outcome = Outcome.failed(trial, e.toString());
    }
    synchronized (listener) {
      listener.accept(outcome);
    }
    return outcome;
  }

  /** Runs a trial to its end, and says how it ended, which matters if it left nothing. */
  private String train(Trial trial) throws IOException, InterruptedException {
    Path run = trial.folder().path();
    Path log = run.resolveSibling(run.getFileName() + ".log");
    List<String> command = new ArrayList<>(program);
    command.addAll(trial.options());
    command.addAll(List.of("--data=" + trial.data().path(), "--run=" + run));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int status = process.waitFor();
      return status == 0
          ? "it ended too early"
          : "exit status " + status + ": " + ExperimentFolder.lastLine(log);
    } finally {
      process.destroyForcibly();
    }
  }
}
