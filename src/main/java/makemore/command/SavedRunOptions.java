package makemore.command;

import java.nio.file.Path;
import makemore.store.RunFolder;
import picocli.CommandLine.Option;

/** Which saved run a command works from. */
final class SavedRunOptions {

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      defaultValue = "runs/deep-bn",
      description = "The run folder (default: runs/deep-bn).")
  private Path run;

  RunFolder folder() {
    return new RunFolder(run);
  }
}
