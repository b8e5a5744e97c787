package makemore.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a run folder. */
final class RunFiles {

  private RunFiles() {}

  /**
   * Each file, as text that does not depend on how long the run took, nor on the process: without
   * the times in the summary, hence without the sum of the summary, and without the lock.
   */
  static Map<String, String> butForTimes(Path run) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        // On Windows the separator is another.
        String name = run.relativize(file).toString().replace('\\', '/');
        files.put(
            name,
            switch (name) {
              case "summary.json" ->
                  text.replaceAll("\"(seconds|microsecondsPerStep)\": .*", "\"$1\"");
              case "SHA256SUMS" -> text.replaceAll("(?m)^.* (?=summary.json$)", "");
              case ".lock" -> "";
              default -> text;
            });
      }
    }
    return files;
  }
}
