package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import makemore.input.InvalidInputException;
import makemore.input.JsonInput;
import makemore.train.Preset;
import makemore.train.Settings;

/**
 * Holds what the reference implementation wrote of a training run: an NPZ archive of plain arrays.
 * The head of {@code src/reference/python/makemore.py} describes its form. Nothing in it is
 * executed.
 */
public record StateFile(Header header, Map<String, NDArray> arrays) {

  private static final int FORMAT = 4;

  /** Begins the names of what PyTorch's run in single precision gave. */
  static final String FLOAT32 = "float32/";

  /** Begins the names of what moving the initial parameters by a unit in the last place changed. */
  static final String MOVED = "spread/";

  /** The one part of a header that every format has. */
  private record Format(int format) {}

  /** Describes the run in PyTorch: its settings, versions, machine, data, and the command. */
  public record Header(
      int format,
      Settings settings,
      Versions versions,
      Machine machine,
      String command,
      Data data) {}

  public record Versions(String python, String torch, String numpy) {}

  /** Holds the processor, and PyTorch's name for the vector units that it used. */
  public record Machine(String processor, String kernels) {}

  /** Holds the path as it was typed, and the file's hash. */
  public record Data(String path, String sha256) {}

  /**
   * Reads a state file.
   *
   * @throws InvalidInputException if there is no such file, it is damaged, or of another format
   */
  public static StateFile read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; expected a state file of src/reference/python/makemore.py");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, manager);
    } catch (IOException | InvalidInputException e) {
      throw new InvalidInputException(
          file + ": is damaged or not a state file (" + e.getMessage() + ")", e);
    }
  }

  /** Reads the state file of a preset that ships with the program, of 1,001 steps. */
  public static StateFile of(Preset preset, NDManager manager) {
    try (InputStream in = StateFile.class.getResourceAsStream(preset + ".npz")) {
      return read(in, manager);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StateFile read(InputStream in, NDManager manager) throws IOException {
    Map<String, NDArray> arrays = NumpyArchive.read(in.readAllBytes(), manager);
    NDArray json = arrays.get("header");
    if (json == null) {
      throw new InvalidInputException("it has no header");
    }
    Header header = header(json.toByteArray());
    int steps = header.settings().steps();
    long losses = arrays.containsKey("losses") ? arrays.get("losses").size() : 0;
    if (losses != steps) {
      throw new InvalidInputException("it has losses of " + losses + " steps; expected " + steps);
    }
    return new StateFile(header, arrays);
  }

  private static Header header(byte[] json) throws IOException {
    int format = JsonInput.read(new ByteArrayInputStream(json), Format.class).format();
    if (format != FORMAT) {
      throw new InvalidInputException("it is of format " + format + ", expected " + FORMAT);
    }
    Header header = JsonInput.read(new ByteArrayInputStream(json), Header.class);
    header.settings.check(name -> name);
    return header;
  }

  /**
   * Returns an array.
   *
   * @throws InvalidInputException if the file has no such array
   */
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new InvalidInputException("the state file is damaged: it has no array " + name);
    }
    return array;
  }

  /**
   * Returns an array as FLOAT64.
   *
   * @throws InvalidInputException if it has another shape
   */
  NDArray array(String name, Shape shape) {
    NDArray array = array(name);
    if (!array.getShape().equals(shape)) {
      throw new InvalidInputException(
          String.format(
              "the state file is damaged: %s has the shape %s, expected %s",
              name, array.getShape(), shape));
    }
    return array.toType(DataType.FLOAT64, false);
  }

  /**
   * Returns the noise in a tensor: how far another run of PyTorch's, {@link #FLOAT32} or {@link
   * #MOVED}, was from its run in double precision at most. Of the first step, whose parameters were
   * the ones moved, the moved run tells nothing.
   */
  double noise(String run, String name) {
    boolean first = run.equals(MOVED) && name.startsWith("step0/");
    return first ? 0 : array(run + name, new Shape()).getDouble();
  }

  /** Returns the names that PyTorch's run in a precision gave. */
  public List<String> names(Precision precision) {
    NDArray names = array(precision == Precision.DOUBLE ? "names" : FLOAT32 + "names");
    return List.of(new String(names.toByteArray(), StandardCharsets.UTF_8).split("\n", -1));
  }
}
