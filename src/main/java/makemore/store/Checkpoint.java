package makemore.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import makemore.text.InvalidInputException;

/**
 * Where a run can go on: the file {@code checkpoint.zip} in its folder, which holds a whole run
 * folder of a step, or else what the run left when it ended.
 *
 * @param run to be read while this is open
 * @param source what is closed with this
 */
public record Checkpoint(RunFolder run, Closeable source) implements AutoCloseable {

  static final String FILE = "checkpoint.zip";

  /** Something that writes the files of a run into a folder. */
  @FunctionalInterface
  interface Content {
    void writeInto(Path folder) throws IOException;
  }

  /**
   * Opens the latest state of a run, to be closed by the caller.
   *
   * @throws InvalidInputException if the checkpoint is damaged
   */
  public static Checkpoint latest(RunFolder folder) {
    Path file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return new Checkpoint(folder, () -> {});
    }
    try {
      FileSystem zip = FileSystems.newFileSystem(file);
      Path root = zip.getPath("/");
      if (!isStored(root, Files.size(file))) {
        zip.close();
        throw RunFolder.damaged(file, "its sizes are not those of a checkpoint");
      }
      return new Checkpoint(new RunFolder(root), zip);
    } catch (IOException | RuntimeException e) {
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(file, e);
    }
  }

  /** Whether all entries together are no longer than the file, as they are without compression. */
  private static boolean isStored(Path root, long length) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path entry : files.filter(Files::isRegularFile).toList()) {
        boolean stored = Files.getAttribute(entry, "zip:method").equals(0);
        long size = Files.size(entry);
        if (!stored || size > length - sum) {
          return false;
        }
        sum += size;
      }
    }
    return true;
  }

  /** Writes a file with some content, without compression, which would take more time. */
  static void write(Path file, Content content) throws IOException {
    Map<String, String> options = Map.of("create", "true", "compressionMethod", "STORED");
    try (FileSystem zip = FileSystems.newFileSystem(file, options)) {
      content.writeInto(zip.getPath("/"));
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
