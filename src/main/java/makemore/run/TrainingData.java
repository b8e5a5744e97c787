package makemore.run;

import makemore.store.Summary;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;

/** What a run learns from; the path is that of the data file as the user named it. */
public record TrainingData(String path, WordFile file, Vocabulary vocabulary, Split split) {

  /**
   * Makes a file's examples.
   *
   * @throws makemore.input.InvalidInputException if there are too few words or too many examples,
   *     or the network does not fit in this machine's memory
   */
  public static TrainingData of(String path, WordFile file, Configuration configuration) {
    Vocabulary vocabulary = Vocabulary.of(file.words());
    MemoryLimit.check(configuration, vocabulary.size());
    int blockSize = configuration.architecture().blockSize();
    return new TrainingData(path, file, vocabulary, Split.of(file.words(), vocabulary, blockSize));
  }

  public Summary.Data summary() {
    return new Summary.Data(path, file.sha256(), file.words().size(), vocabulary.toString());
  }

  Summary.ExampleCounts exampleCounts() {
    return new Summary.ExampleCounts(
        split.train().size(), split.validation().size(), split.test().size());
  }
}
