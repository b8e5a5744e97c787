package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.verify.Trace.Values;

/**
 * What the PyTorch twin wrote of a training run: an NPZ archive of plain arrays, whose form is
 * described at the head of {@code src/reference/python/makemore.py}. Nothing in it is executed.
 * Where an array that is asked for is missing, an {@link InvalidInputException} says so.
 */
public record StateFile(StateFileHeader header, Map<String, NDArray> arrays) {

  /** The names of arrays begin so that tell of PyTorch's run in single precision. */
  static final String FLOAT32 = "float32/";

  /** And so where they tell how much the run magnifies rounding. */
  static final String SPREAD = "spread/";

  /**
   * @throws InvalidInputException if there is no such file, it is damaged, or of another version
   */
  public static StateFile read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; expected a state file of src/reference/python/makemore.py");
    }
    try {
      Map<String, NDArray> arrays = arrays(file, manager);
      NDArray json = arrays.get("header");
      if (json == null) {
        throw new InvalidInputException("it has no header");
      }
      StateFileHeader header = StateFileHeader.read(json.toByteArray());
      int steps = header.configuration().steps();
      long losses = arrays.containsKey("losses") ? arrays.get("losses").size() : 0;
      if (losses != steps) {
        throw new InvalidInputException("it has " + losses + " losses of " + steps + " steps");
      }
      return new StateFile(header, arrays);
    } catch (IOException | InvalidInputException e) {
      throw new InvalidInputException(
          file + ": is damaged or not a state file (" + e.getMessage() + ")", e);
    }
  }

  private static Map<String, NDArray> arrays(Path file, NDManager manager) {
    try (InputStream in = Files.newInputStream(file)) {
      return Maps.uniqueIndex(NDList.decode(manager, in), NDArray::getName);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // DJL believes the sizes that it reads.
      throw new InvalidInputException("it is no archive of plain arrays", e);
    }
  }

  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new InvalidInputException("the state file is damaged: it has no array " + name);
    }
    return array;
  }

  /** An array's numbers, row by row; an {@link InvalidInputException} if it has another shape. */
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
   * How far another run of PyTorch's, {@link #FLOAT32} or {@link #SPREAD}, was from its run in
   * double precision: the largest difference in a tensor. The first step does not spread.
   */
  double noise(String run, String name) {
    return run.equals(SPREAD) && name.startsWith("step0/")
        ? 0
        : numbers(run + name, new Shape())[0];
  }

  /** The same for each loss, divided by the loss. */
  double[] noise(String run, String name, double[] losses) {
    double[] numbers = numbers(run + name, new Shape(losses.length));
    // Of the run in single precision the file has the losses themselves.
    return IntStream.range(0, losses.length)
        .mapToDouble(i -> (run.equals(SPREAD) ? numbers[i] : numbers[i] - losses[i]) / losses[i])
        .map(Math::abs)
        .toArray();
  }

  /**
   * The largest share that a run's difference of the probabilities has in the distance between a
   * character that was drawn and the next best; from 1 on another might be drawn.
   */
  double closestDraw(String run) {
    return numbers(run + "closest_draw", new Shape())[0];
  }

  public List<String> names(String name) {
    String names = new String(array(name).toByteArray(), StandardCharsets.UTF_8);
    return List.of(names.split("\n", -1));
  }
}
