package makemore.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import makemore.nn.Architecture;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;

/** Refuses a network that would not fit in this machine's memory, before anything is allocated. */
final class MemoryLimit {

  /** Value, gradient, scaled gradient, and room for a copy. */
  private static final double ARRAYS_PER_PARAMETER = 4;

  /** What a layer keeps of each activation, forwards and backwards. */
  private static final double ARRAYS_PER_ACTIVATION = 12;

  /** One of the embedding and one of the loss. */
  private static final double IDENTITIES = 2;

  /** What a training process takes at the presets' sizes. */
  private static final double BYTES_PER_PROCESS = 0.65e9;

  private MemoryLimit() {}

  /** How many training processes fit in this machine's memory; at least one. */
  static int mostProcesses() {
    return (int) Math.max(1, totalMemory() / BYTES_PER_PROCESS);
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
    // From the rows of an identity matrix come one-hot vectors.
    double identities = IDENTITIES * vocabularySize * vocabularySize;
    double needed =
        Float.BYTES
            * (ARRAYS_PER_PARAMETER * parameters
                + ARRAYS_PER_ACTIVATION * activations
                + identities);
    if (needed > available) {
      throw new InvalidInputException(
          String.format(
              "a network of %,.0f parameters with a batch of %,d and %,d characters needs about"
                  + " %,.1f GB; this machine has %,.1f GB; expected smaller sizes",
              parameters, batch, vocabularySize, needed / 1e9, available / 1e9));
    }
  }
}
