package makemore.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import makemore.input.InvalidInputException;

/**
 * The state from which a run can continue: the file {@code checkpoint.zip} in its folder, which
 * holds the whole run folder of a step, or else what the run left when it ended. It can be read
 * while this is open.
 */
public record Checkpoint(RunFolder run, Summary summary, Closeable source)
    implements AutoCloseable {

  static final String FILE = "checkpoint.zip";

  /** Opens the latest state of a run; refuses one that is missing or damaged. */
  public static Checkpoint latest(RunFolder folder) {
    Path file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return new Checkpoint(folder, folder.summary(), () -> {});
    }
    try {
      FileSystem zip = FileSystems.newFileSystem(file);
      try {
        RunFolder run = new RunFolder(zip.getPath("/"));
        return new Checkpoint(run, run.summary(), zip);
      } catch (RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(file, e);
    }
  }

  /** Writes all that is in a folder; a zip file system would leave out what it cannot write. */
  static void write(Path archive, Path folder) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Path file : AtomicFiles.in(folder)) {
        zip.putNextEntry(new ZipEntry(AtomicFiles.name(folder, file)));
        Files.copy(file, zip);
      }
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
