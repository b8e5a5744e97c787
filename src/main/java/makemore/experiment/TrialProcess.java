package makemore.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.store.ExperimentFolder;
import makemore.store.Json;
import makemore.train.Configuration;

/**
 * Trains in a process of its own, which ends with this one: its standard input is a pipe from here,
 * which the system closes however this process ends.
 *
 * @param program the words that start this program in a new process, without a command
 */
public record TrialProcess(List<String> program, int threads) {

  /** The command that does a {@link Task}. */
  public static final String COMMAND = "trial";

  /**
   * What the process is to do; the file {@code seed-N.json} beside the run folder, in which it
   * leaves the run, or why it is broken.
   */
  public record Task(Configuration configuration, String data, String run) {}

  /**
   * Runs a trial to its end, and says how it ended, which matters if it left nothing.
   *
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the calling thread is interrupted; the process is ended
   */
  String run(Trial trial) throws IOException, InterruptedException {
    Path task = trial.beside(".json");
    Path log = trial.beside(".log");
    String folder = trial.folder().path().toString();
    Json.write(task, new Task(trial.configuration(), trial.data().path(), folder));
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(COMMAND, task.toString(), "--threads=" + threads));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Thread end = new Thread(process::destroyForcibly, "end of " + trial);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      int status = process.waitFor();
      return status == 0
          ? "it ended too early"
          : "exit status " + status + ": " + ExperimentFolder.lastLine(log);
    } finally {
      process.destroyForcibly();
      forget(end);
    }
  }

  private static void forget(Thread end) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // This process is ending, and it ended the other one: nothing came of that.
      Thread.currentThread().join();
    }
  }
}
