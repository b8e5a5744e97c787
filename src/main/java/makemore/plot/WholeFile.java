package makemore.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that it is there completely or not at all. */
final class WholeFile {

  private WholeFile() {}

  /**
   * Writes a file, in the place of the one that may be there.
   *
   * @param file where it is to be
   * @param bytes what it is to hold
   * @return the file
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  static Path write(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
