package makemore.command;

import java.nio.file.Path;
import makemore.store.RunFolder;
import picocli.CommandLine.Option;

final class SavedRunOptions {

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Reads the run from this folder (default: runs/deep-bn).")
  private Path run = Path.of("runs", "deep-bn");

  RunFolder folder() {
    return new RunFolder(run);
  }
}
