package makemore.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import makemore.input.InvalidInputException;
import makemore.nn.Architecture;
import makemore.train.Configuration;

/** Refuses a network that would not fit in this machine's memory, before anything is allocated. */
final class MemoryLimit {

  private MemoryLimit() {}

  /** How many training processes of 0.65 GB, the presets' size, fit in memory; at least one. */
  static int mostProcesses() {
    return (int) Math.max(1, totalMemory() / 0.65e9);
  }

  private static long totalMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  static void check(Configuration configuration, int vocabularySize) {
    check(configuration, vocabularySize, totalMemory());
  }

  static void check(Configuration configuration, int vocabularySize, double available) {
    Architecture architecture = configuration.architecture();
    double parameters = architecture.network(vocabularySize).parameterCount();
    // Levels that halve the time, or more, have together fewer time steps than the context.
    int times = architecture.join() == null ? 0 : architecture.blockSize();
    int batch = configuration.batchSize();
    double activations =
        batch
            * ((double) architecture.blockSize() * (architecture.embeddingSize() + vocabularySize)
                + (double) architecture.hiddenSize() * (architecture.hiddenLayers() + times)
                + vocabularySize);
    // Of a parameter value, gradient, scaled gradient, and room for a copy; of an activation what
    // a layer keeps, forwards and backwards.
    double needed = Float.BYTES * (4 * parameters + 12 * activations);
    if (needed > available) {
      throw new InvalidInputException(
          String.format(
              "a network of %,.0f parameters with a batch of %,d and %,d characters needs about"
                  + " %,.1f GB; this machine has %,.1f GB; expected smaller sizes",
              parameters, batch, vocabularySize, needed / 1e9, available / 1e9));
    }
  }
}
