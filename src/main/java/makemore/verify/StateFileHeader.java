package makemore.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import makemore.input.InvalidInputException;
import makemore.input.JsonInput;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/** Describes the run in PyTorch: its settings, versions, machine, data, and the command. */
public record StateFileHeader(
    int format,
    Settings configuration,
    Versions versions,
    Machine machine,
    String command,
    Data data) {

  private static final int FORMAT = 3;

  /** The one part that every format has. */
  private record Format(int format) {}

  public record Versions(String python, String torch, String numpy) {}

  /** Holds the processor, and PyTorch's name for the vector units that it used. */
  public record Machine(String processor, String kernels) {}

  /** Holds the path as it was typed, and the file's hash. */
  public record Data(String path, String sha256) {}

  /** Holds the settings that {@code train} has options for. */
  public record Settings(
      String preset,
      int blockSize,
      Integer groupSize,
      int embeddingSize,
      int hiddenSize,
      int hiddenLayers,
      int batchSize,
      int steps,
      double learningRate,
      int learningRateDecayAt,
      long seed,
      Long sampleSeed) {

    /**
     * Returns the configuration of {@code train} with these settings.
     *
     * @throws InvalidInputException if there is no such preset
     */
    public Configuration toConfiguration() {
      Preset lesson =
          Preset.named(preset)
              .orElseThrow(() -> new InvalidInputException("unknown preset " + preset));
      return new Configuration(
          preset,
          lesson
              .architecture()
              .withSizes(blockSize, groupSize, embeddingSize, hiddenSize, hiddenLayers),
          new Schedule(learningRate, learningRateDecayAt),
          batchSize,
          steps,
          seed,
          sampleSeed);
    }
  }

  /**
   * Reads a header.
   *
   * @throws InvalidInputException if it is of another format, or a setting cannot be
   */
  static StateFileHeader read(byte[] json) throws IOException {
    int format = JsonInput.read(new ByteArrayInputStream(json), Format.class).format();
    if (format != FORMAT) {
      throw new InvalidInputException("it is of format " + format + ", expected " + FORMAT);
    }
    StateFileHeader header = JsonInput.read(new ByteArrayInputStream(json), StateFileHeader.class);
    header.configuration.toConfiguration().check(name -> name);
    return header;
  }
}
