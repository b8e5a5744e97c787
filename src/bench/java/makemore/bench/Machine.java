package makemore.bench;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured on, and with which versions. */
final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** One line, such as "AMD EPYC, processors: 2, Linux amd64; JDK 17.0.15; DJL 0.36.0 ...". */
  static String describe(Optional<PyTorch> pyTorch) {
    String machine =
        "%s, processors: %d, %s %s"
            .formatted(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    String djl =
        "DJL %s with PyTorch %s"
            .formatted(
                Engine.getDjlVersion(),
                Platform.detectPlatform("pytorch").getVersion().replaceAll("-.*", ""));
    return Stream.of(
            Optional.of(machine),
            Optional.of("JDK " + System.getProperty("java.version")),
            Optional.of(djl),
            pyTorch.map(python -> "Python's " + python.version()),
            Optional.of("one thread"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  /** The processor's name as the system has it. */
  static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unnamed processor");
    } catch (IOException e) {
      return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse("unnamed processor");
    }
  }
}
