package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.verify.Trace.Values;

/**
 * Holds the point where a layer's gradients are checked, in double precision.
 *
 * @param values the input, under the name {@link #INPUT}, and each parameter and running statistic;
 *     an input of whole numbers, which have no gradient, is INT64
 * @param direction what the output is projected on, which makes it one number
 */
record Point(Map<String, NDArray> values, NDArray direction) {

  static final String INPUT = "input";

  /**
   * Draws a point. Parameters that are all alike, as the ones and zeros of a gamma and a beta,
   * would hide errors and get N(0, 1) added; the others keep their values. A real input is spread
   * evenly over -2 to 2, in each feature over the examples in random order: no two examples are so
   * near that a normalisation would divide by almost nothing. No number is 0, where a function may
   * have a kink.
   *
   * <p>All numbers are ones that float32 holds, so that both precisions are at the same point.
   *
   * @param layer a layer whose parameters have values
   * @param high if above 0, the input is of whole numbers below this; if 0, of real numbers
   */
  static Point draw(Layer layer, Shape inputShape, int high, Random random, NDManager manager) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    values.put(
        INPUT,
        high > 0
            ? manager.create(
                random.ints(inputShape.size(), 0, high).asLongStream().toArray(), inputShape)
            : manager.create(spread(inputShape, random), inputShape));
    NamedParameters.of(layer)
        .forEach(
            (name, parameter) ->
                values.put(name, manager.create(value(parameter, random), parameter.getShape())));
    Shape outputShape = layer.getOutputShapes(new Shape[] {inputShape})[0];
    double[] direction = new double[(int) outputShape.size()];
    Arrays.setAll(direction, i -> (float) random.nextGaussian());
    return new Point(values, manager.create(direction, outputShape));
  }

  private static double[] spread(Shape shape, Random random) {
    int n = (int) shape.head();
    int features = (int) shape.size() / n;
    // An even number of intervals, in whose middles the numbers are: never 0.
    int intervals = features + features % 2;
    List<Integer> offsets = shuffled(features, random);
    double[] input = new double[n * features];
    for (int feature = 0; feature < features; feature++) {
      double offset = (offsets.get(feature) + 0.5) / intervals;
      List<Integer> steps = shuffled(n, random);
      for (int example = 0; example < n; example++) {
        input[example * features + feature] = (float) (4 * (steps.get(example) + offset) / n - 2);
      }
    }
    return input;
  }

  private static List<Integer> shuffled(int n, Random random) {
    List<Integer> numbers = IntStream.range(0, n).boxed().collect(Collectors.toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }

  private static double[] value(Parameter parameter, Random random) {
    double[] value = Values.of(parameter.getArray()).numbers();
    boolean alike = Arrays.stream(value).allMatch(entry -> entry == value[0]);
    if (alike && parameter.requiresGradient()) {
      Arrays.setAll(value, i -> (float) (value[i] + random.nextGaussian()));
    }
    return value;
  }
}
