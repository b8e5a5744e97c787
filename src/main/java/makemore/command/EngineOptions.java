package makemore.command;

import makemore.random.TorchEngine;
import makemore.text.InvalidInputException;
import picocli.CommandLine.Option;

/** How the engine runs; what it takes to start it quietly and offline. */
final class EngineOptions {

  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Compute threads; one is fastest at the presets' sizes (default: 1).")
  private int threads;

  @Option(
      names = "--verbose",
      description = "Show the engine's messages, and where an error came from.")
  private boolean verbose;

  int threads() {
    return threads;
  }

  /**
   * Sets what must be set before the engine loads; to be called before anything else touches DJL.
   *
   * @throws InvalidInputException if there cannot be so many threads
   */
  void prepare() {
    OptionRange.check("--threads", threads, 1, MOST_THREADS);
    TorchEngine.configure(threads, verbose);
  }
}
