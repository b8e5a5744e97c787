package makemore.verify;

import java.util.Map;
import java.util.stream.IntStream;
import makemore.nn.Architecture;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/**
 * What a state file says of the run in PyTorch.
 *
 * @param format the version of the file's form
 * @param configuration the run's settings
 * @param versions of python, torch and numpy
 * @param machine the processor, and PyTorch's name for the vector units that it used
 * @param command that made the file
 * @param data what was learned from
 */
public record StateFileHeader(
    int format,
    Settings configuration,
    Map<String, String> versions,
    Map<String, String> machine,
    String command,
    Data data) {

  /**
   * The run's settings, as the options of {@code train}.
   *
   * @param preset the preset's name
   * @param blockSize the number of characters in a context
   * @param embeddingSize the number of features of a character
   * @param hiddenSize the number of neurons in a hidden layer
   * @param hiddenLayers the number of hidden layers
   * @param batchSize the number of examples in a step
   * @param steps the number of steps
   * @param learningRate the first learning rate
   * @param learningRateDecayAt the first step with a tenth of it
   * @param seed of the parameters and the batches
   * @param sampleSeed of the names
   */
  public record Settings(
      String preset,
      int blockSize,
      int embeddingSize,
      int hiddenSize,
      int hiddenLayers,
      int batchSize,
      int steps,
      double learningRate,
      int learningRateDecayAt,
      long seed,
      long sampleSeed) {

    /**
     * These settings as ours.
     *
     * @return the preset's configuration with these numbers
     */
    public Configuration toConfiguration() {
      Architecture lesson = Preset.named(preset).orElseThrow().architecture();
      return new Configuration(
          preset,
          new Architecture(
              blockSize,
              embeddingSize,
              hiddenSize,
              hiddenLayers,
              lesson.batchNorm(),
              lesson.initialization()),
          new Schedule(learningRate, learningRateDecayAt),
          batchSize,
          steps,
          seed,
          sampleSeed);
    }
  }

  /**
   * The data that was learned from.
   *
   * @param path the file as it was named
   * @param sha256 the SHA-256 of its bytes
   */
  public record Data(String path, String sha256) {}

  /** What is wrong with a header that was read, or null. */
  String damage() {
    if (configuration == null
        || versions == null
        || machine == null
        || data == null
        || data.path == null
        || data.sha256 == null) {
      return "its header is not complete";
    }
    if (Preset.named(configuration.preset).isEmpty()) {
      return "unknown preset " + configuration.preset;
    }
    int smallest =
        IntStream.of(
                configuration.blockSize,
                configuration.embeddingSize,
                configuration.hiddenSize,
                configuration.hiddenLayers,
                configuration.batchSize,
                configuration.steps)
            .min()
            .orElseThrow();
    return smallest < 1 ? "a size or number of steps is not positive" : null;
  }
}
