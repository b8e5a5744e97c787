package makemore.command;

import java.nio.file.Path;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.InvalidInputException;
import picocli.CommandLine.Option;

/** Which saved run a command works from. */
final class SavedRunOptions {

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "The run folder (default: runs/deep-bn).")
  private Path run = Path.of("runs", "deep-bn");

  RunFolder folder() {
    return new RunFolder(run);
  }

  Summary summary() {
    checkExists(folder());
    return folder().summary();
  }

  /** Says how to make the run where there is none. */
  static void checkExists(RunFolder folder) {
    if (!folder.exists()) {
      throw new InvalidInputException(
          folder.path() + ": no such run folder; make one with: train --run " + folder.path());
    }
  }
}
