package makemore.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import makemore.input.InvalidInputException;
import makemore.store.Summary;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Settings;

/** The data of a run; the path is that of the data file as the user named it. */
public record TrainingData(
    String path, WordFile file, Vocabulary vocabulary, Split split, CountingLoss counting) {

  /**
   * Makes a file's examples.
   *
   * @throws InvalidInputException if there are too few words or too many examples, or the network
   *     does not fit in this machine's memory
   */
  public static TrainingData of(String path, WordFile file, Settings settings) {
    Vocabulary vocabulary = Vocabulary.of(file.words());
    checkMemory(settings, vocabulary.size());
    int blockSize = settings.blockSize();
    Split split = Split.of(file.words(), vocabulary, blockSize);
    return new TrainingData(path, file, vocabulary, split, CountingLoss.of(split.train()));
  }

  /** Refuses a network that does not fit in this machine's memory; nothing is allocated yet. */
  public static void checkMemory(Settings settings, int vocabularySize) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    checkMemory(settings, vocabularySize, system.getTotalMemorySize());
  }

  static void checkMemory(Settings settings, int vocabularySize, double available) {
    double parameters = Layers.PLAIN.network(settings, vocabularySize).parameterCount();
    // Levels that halve the time, or more, have together fewer time steps than the context.
    int times = settings.groupSize() == null ? 0 : settings.blockSize();
    double features =
        (double) settings.blockSize() * (settings.embeddingSize() + vocabularySize)
            + (double) settings.hiddenSize() * (settings.hiddenLayers() + times)
            + vocabularySize;
    // Of a parameter value, gradient, scaled gradient, and room for a copy; of an activation what
    // a layer keeps, forwards and backwards.
    double needed = Float.BYTES * (4 * parameters + 12 * settings.batchSize() * features);
    if (needed > available) {
      throw new InvalidInputException(
          String.format(
              "a network of %,.0f parameters with a batch of %,d and %,d characters needs about"
                  + " %,.1f GB; this machine has %,.1f GB; expected smaller sizes",
              parameters, settings.batchSize(), vocabularySize, needed / 1e9, available / 1e9));
    }
  }

  public Summary.Data summary() {
    List<String> words = file.words();
    return new Summary.Data(
        path, file.sha256(), words.size(), Repeats.of(words), counting, vocabulary.toString());
  }

  Summary.ExampleCounts exampleCounts() {
    return new Summary.ExampleCounts(
        split.train().size(), split.validation().size(), split.test().size());
  }
}
