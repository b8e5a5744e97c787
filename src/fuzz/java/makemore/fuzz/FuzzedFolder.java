package makemore.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import makemore.input.InvalidInputException;

/** A temporary folder for the files that Jazzer makes up, and what may become of them. */
record FuzzedFolder(Path path) {

  private static final Pattern CLASS =
      Pattern.compile("\\b(java|ai|com|tech)\\.[a-z.]+[A-Z]\\w*(Exception|Error)");

  static FuzzedFolder create() {
    try {
      return new FuzzedFolder(Files.createTempDirectory("makemore-fuzz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, byte[] bytes) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads: it either works or is refused in one line; anything else is a find. */
  static void readOrRefuse(Runnable reading) {
    try {
      reading.run();
    } catch (InvalidInputException e) {
      if (e.getMessage() == null || CLASS.matcher(e.getMessage()).find()) {
        throw new AssertionError("not in the user's words: " + e.getMessage(), e);
      }
    }
  }
}
