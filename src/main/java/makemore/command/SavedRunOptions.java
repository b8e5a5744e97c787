package makemore.command;

import java.nio.file.Path;
import makemore.store.RunFolder;
import picocli.CommandLine.Option;

final class SavedRunOptions {

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "The run folder (default: runs/deep-bn).")
  private Path run = Path.of("runs", "deep-bn");

  RunFolder folder() {
    return new RunFolder(run);
  }
}
