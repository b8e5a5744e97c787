package makemore.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains in a process of its own, which ends with this one: its standard input is a pipe from here,
 * which the system closes however this process ends.
 *
 * @param program the words that start this program in a new process, without a command
 * @param data what is learned from
 * @param threads the number of compute threads
 */
public record TrialProcess(List<String> program, TrialData data, int threads) {

  /**
   * How a process ended.
   *
   * @param status its exit status
   * @param message the last line that it wrote
   */
  record End(int status, String message) {

    private static final String PREFIX = "makemore: ";

    /** Whether the loss became NaN or infinite; Java that cannot start ends with 1, too. */
    boolean isDiverged() {
      return status == 1 && message.startsWith(PREFIX + "the loss is ");
    }

    /** The message without the program's name before it. */
    String reason() {
      return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }
  }

  /**
   * Runs a trial to its end.
   *
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the calling thread is interrupted; the process is ended
   */
  End run(Trial trial) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(program);
    command.add("train");
    command.addAll(trial.options());
    command.addAll(
        List.of(
            "--data=" + data.path(),
            "--run=" + trial.folder().path(),
            "--threads=" + threads,
            "--no-plots",
            "--quiet",
            "--trial"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(trial.log().toFile())
            .start();
    Thread end = new Thread(process::destroyForcibly, "end of " + trial);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return new End(process.waitFor(), lastLine(trial.log()));
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

  private static String lastLine(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return text.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("it said nothing");
  }
}
