package makemore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The memory of this process that is in use, in MB; Linux alone tells. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ResidentMemory() {}

  static OptionalDouble now() {
    return read("VmRSS:");
  }

  /** The most since {@link #forgetPeak}. */
  static OptionalDouble peak() {
    return read("VmHWM:");
  }

  static void forgetPeak() throws IOException {
    if (Files.exists(CLEAR)) {
      Files.writeString(CLEAR, "5");
    }
  }

  private static OptionalDouble read(String name) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
