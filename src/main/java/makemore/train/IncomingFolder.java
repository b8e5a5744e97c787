package makemore.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder inside a run folder, where the files of a run are written before any file of an earlier
 * run is touched.
 */
final class IncomingFolder implements AutoCloseable {

  private final Path run;
  private final Path path;

  IncomingFolder(Path run) throws IOException {
    this.run = run;
    path = Files.createTempDirectory(run, ".incoming");
  }

  Path path() {
    return path;
  }

  /**
   * Moves all that was written into the run folder.
   *
   * @param last the name of the file that says that the run is complete: of an earlier run it is
   *     deleted first, of this one it is moved last
   */
  void moveIntoPlace(String last) throws IOException {
    Files.deleteIfExists(run.resolve(last));
    try (Stream<Path> files = Files.list(path)) {
      Comparator<Path> inOrder = Comparator.comparing(file -> file.endsWith(last) ? 1 : 0);
      for (Path file : files.sorted(inOrder).toList()) {
        Path place = run.resolve(file.getFileName());
        if (Files.isDirectory(place)) {
          delete(place);
        }
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Deletes the folder with what may still be in it. */
  @Override
  public void close() throws IOException {
    delete(path);
  }
}
