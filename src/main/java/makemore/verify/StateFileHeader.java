package makemore.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import makemore.input.InvalidInputException;
import makemore.input.JsonInput;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/** What a state file says of the run in PyTorch, and the command that made it. */
public record StateFileHeader(
    int format,
    Settings configuration,
    Versions versions,
    Machine machine,
    String command,
    Data data) {

  private static final int FORMAT = 2;

  /** The one part that every version has. */
  private record Version(int format) {}

  public record Versions(String python, String torch, String numpy) {}

  /** The kernels are PyTorch's name for the vector units that it used. */
  public record Machine(String processor, String kernels) {}

  /** The path is the file as it was named. */
  public record Data(String path, String sha256) {}

  /** The run's settings, as the options of {@code train}. */
  public record Settings(
      String preset,
      int blockSize,
      Integer join,
      int embeddingSize,
      int hiddenSize,
      int hiddenLayers,
      int batchSize,
      int steps,
      double learningRate,
      int learningRateDecayAt,
      long seed,
      Long sampleSeed) {

    /** These settings as ours; an {@link InvalidInputException} if there is no such preset. */
    public Configuration toConfiguration() {
      Preset lesson =
          Preset.named(preset)
              .orElseThrow(() -> new InvalidInputException("unknown preset " + preset));
      return new Configuration(
          preset,
          lesson.architecture().withSizes(blockSize, join, embeddingSize, hiddenSize, hiddenLayers),
          new Schedule(learningRate, learningRateDecayAt),
          batchSize,
          steps,
          seed,
          sampleSeed);
    }
  }

  /** Reads a header; an {@link InvalidInputException} if it is of another version, or cannot be. */
  static StateFileHeader read(byte[] json) throws IOException {
    int format = JsonInput.read(new ByteArrayInputStream(json), Version.class).format();
    if (format != FORMAT) {
      throw new InvalidInputException("it is of version " + format + ", expected " + FORMAT);
    }
    StateFileHeader header = JsonInput.read(new ByteArrayInputStream(json), StateFileHeader.class);
    header.configuration.toConfiguration().check(name -> name);
    return header;
  }
}
