package makemore.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import makemore.input.InvalidInputException;
import makemore.input.JsonInput;
import makemore.train.Settings;

/** Describes the run in PyTorch: its settings, versions, machine, data, and the command. */
public record StateFileHeader(
    int format, Settings settings, Versions versions, Machine machine, String command, Data data) {

  private static final int FORMAT = 3;

  /** The one part that every format has. */
  private record Format(int format) {}

  public record Versions(String python, String torch, String numpy) {}

  /** Holds the processor, and PyTorch's name for the vector units that it used. */
  public record Machine(String processor, String kernels) {}

  /** Holds the path as it was typed, and the file's hash. */
  public record Data(String path, String sha256) {}

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
    header.settings.check(name -> name);
    return header;
  }
}
