package makemore.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import makemore.input.InvalidInputException;
import makemore.nn.Architecture;
import makemore.train.Configuration;

/** Refuses a network that would not fit in this machine's memory, before anything is allocated. */
public final class MemoryLimit {

  private MemoryLimit() {}

  /** Throws an {@link InvalidInputException} if a network is too large. */
  public static void check(Configuration configuration, int vocabularySize) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    check(configuration, vocabularySize, system.getTotalMemorySize());
  }

  static void check(Configuration configuration, int vocabularySize, double available) {
    Architecture network = configuration.architecture();
    double parameters = network.network(vocabularySize).parameterCount();
    // Levels that halve the time, or more, have together fewer time steps than the context.
    int times = network.join() == null ? 0 : network.blockSize();
    double features =
        (double) network.blockSize() * (network.embeddingSize() + vocabularySize)
            + (double) network.hiddenSize() * (network.hiddenLayers() + times)
            + vocabularySize;
    // Of a parameter value, gradient, scaled gradient, and room for a copy; of an activation what
    // a layer keeps, forwards and backwards.
    double needed = Float.BYTES * (4 * parameters + 12 * configuration.batchSize() * features);
    if (needed > available) {
      throw new InvalidInputException(
          String.format(
              "a network of %,.0f parameters with a batch of %,d and %,d characters needs about"
                  + " %,.1f GB; this machine has %,.1f GB; expected smaller sizes",
              parameters,
              configuration.batchSize(),
              vocabularySize,
              needed / 1e9,
              available / 1e9));
    }
  }
}
