package makemore.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import makemore.store.DivergedRun;
import makemore.store.ExperimentFolder;
import makemore.store.RunFolder;

/** Any bytes as one of the files of an experiment's folder, which the first byte tells. */
public final class ExperimentFolderFuzz {

  private static final FuzzedFolder FOLDER = FuzzedFolder.create();

  private ExperimentFolderFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    byte[] content = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
    switch (bytes.length == 0 ? 'E' : bytes[0]) {
      case 'D' -> {
        FOLDER.write("run/diverged/diverged.json", content);
        FuzzedFolder.readOrRefuse(
            () -> DivergedRun.read(new RunFolder(FOLDER.path().resolve("run"))));
      }
      default -> {
        Path file = FOLDER.write("experiment/experiment.json", content);
        FuzzedFolder.readOrRefuse(() -> open(file.getParent()));
      }
    }
  }

  private static void open(Path folder) {
    ExperimentFolder.Common common = new ExperimentFolder.Common("depth", 200, "0123456789abcdef");
    try (ExperimentFolder open = ExperimentFolder.open(folder, common)) {
      if (!Files.exists(open.path())) {
        throw new AssertionError("opened a folder that is not there");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
