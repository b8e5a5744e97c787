package makemore.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.input.InvalidInputException;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * The file {@code SHA256SUMS} in a folder: a sum for each other file that was there when it was
 * written, in the form of {@code sha256sum}, which can check it, too.
 */
record Sha256Sums(Path folder) {

  private static final String FILE = "SHA256SUMS";

  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : AtomicFiles.in(folder).stream().sorted().toList()) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      lines.add(sum(file) + "  " + name);
    }
    Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n");
  }

  /** Throws an {@link InvalidInputException} if a file or the sums changed or are missing. */
  void check() {
    Path file = folder.resolve(FILE);
    List<String> changed = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("  ", 2);
        Path summed = folder.resolve(parts[parts.length - 1]);
        if (!Files.isRegularFile(summed) || !sum(summed).equals(parts[0])) {
          changed.add(parts[parts.length - 1]);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw RunFolder.damaged(file, e);
    }
    if (!changed.isEmpty()) {
      String names = String.join(", ", changed);
      throw new InvalidInputException(
          folder + ": changed since the run was written: " + names + "; " + RunFolder.ADVICE);
    }
  }

  private static String sum(Path file) throws IOException {
    return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
  }
}
