package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import makemore.text.InvalidInputException;
import makemore.verify.Trace.Values;

/**
 * What the PyTorch twin wrote of a training run: an NPZ archive of plain arrays, whose form is
 * described at the head of {@code src/reference/python/makemore.py}. Nothing in it is executed.
 *
 * @param header what the run was
 * @param arrays its arrays, by name
 */
public record StateFile(StateFileHeader header, Map<String, NDArray> arrays) {

  /** What the names of those arrays begin with that tell of PyTorch's run in single precision. */
  static final String FLOAT32 = "float32/";

  /** What the names of those arrays begin with that tell how much the run magnifies rounding. */
  static final String SPREAD = "spread/";

  private static final int FORMAT = 2;

  /**
   * Reads a state file.
   *
   * @param file the file
   * @param manager owns the arrays
   * @return what is in it
   * @throws InvalidInputException if there is no such file, it is damaged, or of another version
   */
  public static StateFile read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; expected a state file of src/reference/python/makemore.py");
    }
    try {
      Map<String, NDArray> arrays =
          NDList.decode(manager, Files.readAllBytes(file)).stream()
              .collect(Collectors.toMap(NDArray::getName, Function.identity()));
      if (!arrays.containsKey("header")) {
        throw new InvalidInputException(file + ": is not a state file: it has no header");
      }
      StateFileHeader header =
          new Gson().fromJson(text(arrays.get("header")), StateFileHeader.class);
      if (header.format() != FORMAT) {
        throw new InvalidInputException(
            file + ": is a state file of version " + header.format() + ", expected " + FORMAT);
      }
      String damage = header.damage();
      if (damage != null) {
        throw new InvalidInputException(file + ": is damaged: " + damage);
      }
      StateFile state = new StateFile(header, arrays);
      long losses = state.array("losses").size();
      if (losses != header.configuration().steps()) {
        throw new InvalidInputException(
            file
                + ": is damaged: it has "
                + losses
                + " losses of "
                + header.configuration().steps()
                + " steps");
      }
      return state;
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(file + ": is damaged or not a state file (" + e + ")", e);
    }
  }

  /**
   * An array.
   *
   * @param name its name in the file
   * @return the array
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
   * @param name the name of their array
   * @return the names
   * @throws InvalidInputException if the file has no such array
   */
  public List<String> names(String name) {
    return List.of(text(array(name)).split("\n", -1));
  }

  private static String text(NDArray bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
