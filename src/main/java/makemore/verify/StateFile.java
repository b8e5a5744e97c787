package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import makemore.text.InvalidInputException;
import makemore.verify.Trace.Values;

/**
 * What the PyTorch twin wrote of a training run: an NPZ archive of plain arrays, whose form is
 * described at the head of {@code src/reference/python/makemore.py}. Nothing in it is executed.
 */
public record StateFile(StateFileHeader header, Map<String, NDArray> arrays) {

  /** What the names of those arrays begin with that tell of PyTorch's run in single precision. */
  static final String FLOAT32 = "float32/";

  /** What the names of those arrays begin with that tell how much the run magnifies rounding. */
  static final String SPREAD = "spread/";

  /**
   * Reads a state file.
   *
   * @throws InvalidInputException if there is no such file, it is damaged, or of another version
   */
  public static StateFile read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; expected a state file of src/reference/python/makemore.py");
    }
    try {
      Map<String, NDArray> arrays = NpzFile.read(file, StateFile::type, manager);
      NDArray header = arrays.get("header");
      if (header == null) {
        throw new InvalidInputException("it has no header");
      }
      StateFile state = new StateFile(StateFileHeader.read(header.toByteArray()), arrays);
      int steps = state.header.configuration().steps();
      NDArray losses = arrays.get("losses");
      if (losses == null || losses.size() != steps) {
        throw new InvalidInputException(
            "it has " + (losses == null ? 0 : losses.size()) + " losses of " + steps + " steps");
      }
      return state;
    } catch (IOException | InvalidInputException e) {
      throw new InvalidInputException(
          file + ": is damaged or not a state file (" + e.getMessage() + ")", e);
    }
  }

  /** The type that PyTorch's twin gives an array. */
  private static DataType type(String name) {
    if (name.equals("header") || name.equals("names") || name.equals(FLOAT32 + "names")) {
      return DataType.UINT8;
    }
    if (name.equals("batches")) {
      return DataType.INT64;
    }
    return name.equals("randn") || name.startsWith("initial/")
        ? DataType.FLOAT32
        : DataType.FLOAT64;
  }

  /**
   * An array.
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
   * The numbers of an array, row by row.
   *
   * @throws InvalidInputException if the file has no such array, or one of another shape
   */
  double[] numbers(String name, Shape shape) {
    NDArray array = array(name);
    if (!array.getShape().equals(shape)) {
      throw new InvalidInputException(
          String.format(
              "the state file is damaged: %s has the shape %s, expected %s",
              name, array.getShape(), shape));
    }
    return Values.of(array).numbers();
  }

  /**
   * A number.
   *
   * @throws InvalidInputException if the file has no such number
   */
  double number(String name) {
    return numbers(name, new Shape())[0];
  }

  /**
   * Sampled names.
   *
   * @throws InvalidInputException if the file has no such array
   */
  public List<String> names(String name) {
    String names = new String(array(name).toByteArray(), StandardCharsets.UTF_8);
    return List.of(names.split("\n", -1));
  }
}
