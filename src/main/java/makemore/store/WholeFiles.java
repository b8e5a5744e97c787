package makemore.store;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import makemore.text.InvalidInputException;

/**
 * Files that are there completely or not at all: they are written into a hidden folder inside
 * theirs, before any earlier file is touched, and then moved.
 */
public final class WholeFiles implements AutoCloseable {

  private final Path folder;
  private final Path incoming;

  WholeFiles(Path folder) throws IOException {
    this.folder = folder;
    incoming = Files.createTempDirectory(folder, ".incoming");
  }

  /**
   * Writes one file into an existing folder, in the place of the one that may be there.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static Path write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (WholeFiles files = new WholeFiles(folder)) {
      String name = file.getFileName().toString();
      Files.write(files.incoming().resolve(name), bytes);
      files.moveIntoPlace(name);
    }
    return file;
  }

  /**
   * Makes a folder, where there is none.
   *
   * @throws InvalidInputException if it cannot be made
   */
  public static Path makeFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Sees that files can be written in a folder, and leaves nothing: not even the folder, if there
   * is none.
   *
   * @throws InvalidInputException if they cannot
   */
  public static void checkWritable(Path folder) {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      Files.delete(Files.createTempFile(existing, ".", ".writable"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  static InvalidInputException unwritable(Path folder, IOException e) {
    return new InvalidInputException(folder + ": the folder cannot be written (" + e + ")", e);
  }

  /** Whether there is nothing but hidden files, such as those of a process that was killed. */
  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.getFileName().toString().startsWith("."));
    }
  }

  /** Where the files are written at first. */
  Path incoming() {
    return incoming;
  }

  /** Moves all that was written, one file or folder last. */
  void moveIntoPlace(String last) throws IOException {
    try (Stream<Path> files = Files.list(incoming)) {
      Comparator<Path> inOrder = Comparator.comparing(file -> file.endsWith(last));
      for (Path file : files.sorted(inOrder).toList()) {
        Path place = folder.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          Utils.deleteQuietly(place);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  @Override
  public void close() {
    Utils.deleteQuietly(incoming);
  }
}
