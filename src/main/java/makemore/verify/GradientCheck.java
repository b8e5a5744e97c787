package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import makemore.nn.Layer;

/**
 * Checks a layer's backward pass, as {@code torch.autograd.gradcheck} does a function's: the
 * gradient of each parameter and of the input against central differences in double precision, and
 * against the engine's autograd through the layer's own forward pass, in double and in single
 * precision.
 *
 * <pre>
 * assertThat(GradientCheck.of(new MyLayer(), new Shape(3, 5)).passes()).isTrue();
 * </pre>
 *
 * <p>The output is projected on a random direction, so that all of its entries take part. Gammas
 * and betas are random, since ones and zeros would hide errors. The layer's parameters and running
 * statistics are afterwards as they were.
 *
 * @param seed what was drawn with
 * @param rows what was found for each tensor
 */
public record GradientCheck(long seed, List<Row> rows) {

  /** The seed if none is given. */
  public static final long SEED = 2147483647L;

  private static final double FINITE_DIFFERENCES = 1e-6;
  private static final double AUTOGRAD_FLOAT64 = 1e-12;
  private static final double AUTOGRAD_FLOAT32 = 1e-6;

  private static final double EPSILON = 1e-6;

  /** Of a larger tensor only so many entries are compared with central differences. */
  private static final int ENTRIES = 64;

  /** Gradients that are smaller than this are measured against it. */
  private static final double FLOOR = 0.1;

  /**
   * What was found for a tensor. A difference is the largest one of all entries, divided by the
   * largest gradient in the tensor, or by 0.1 if that is smaller; NaN if a gradient is.
   *
   * @param tensor its name: {@code input} or the parameter's
   * @param size how many entries it has
   * @param compared how many of them were compared with central differences
   * @param finiteDifferences the difference from central differences, in double precision
   * @param float64 the difference from autograd, in double precision
   * @param float32 the difference from autograd, in single precision
   * @param rounding the difference between autograd in single and in double precision
   */
  public record Row(
      String tensor,
      int size,
      int compared,
      double finiteDifferences,
      double float64,
      double float32,
      double rounding) {}

  /**
   * Checks a layer whose input is of real numbers, with the seed {@link #SEED}.
   *
   * @param layer the layer; without values for its parameters, they are drawn
   * @param inputShape the shape of the input, the batch first
   * @return what was found
   */
  public static GradientCheck of(Layer layer, Shape inputShape) {
    return of(layer, inputShape, 0, SEED);
  }

  /**
   * Checks a layer.
   *
   * @param layer the layer; without values for its parameters, they are drawn
   * @param inputShape the shape of the input, the batch first
   * @param high the input is of whole numbers below this, which have no gradient; if it is 0, of
   *     real numbers, spread over -2 to 2
   * @param seed of all that is drawn
   * @return what was found
   */
  public static GradientCheck of(Layer layer, Shape inputShape, int high, long seed) {
    Random random = new Random(seed);
    SavedParameters saved = new SavedParameters(layer);
    try (NDManager manager = NDManager.newBaseManager()) {
      if (!layer.isInitialized()) {
        Engine.getInstance().setRandomSeed((int) seed);
        layer.initialize(manager, DataType.FLOAT32, inputShape);
      }
      Point point = Point.draw(layer, inputShape, high, random);
      return new GradientCheck(seed, rows(layer, point, random));
    } finally {
      saved.restore();
    }
  }

  private static List<Row> rows(Layer layer, Point point, Random random) {
    Map<String, double[]> single;
    Map<String, double[]> singleAutograd;
    try (PlacedLayer placed = new PlacedLayer(layer, point, DataType.FLOAT32)) {
      single = placed.handWritten();
      singleAutograd = placed.autograd();
    }
    try (PlacedLayer placed = new PlacedLayer(layer, point, DataType.FLOAT64)) {
      Map<String, double[]> autograd = placed.autograd();
      List<Row> rows = new ArrayList<>();
      placed
          .handWritten()
          .forEach(
              (tensor, gradient) -> {
                int[] entries = entries(gradient.length, random);
                rows.add(
                    new Row(
                        tensor,
                        gradient.length,
                        entries.length,
                        difference(
                            Arrays.stream(entries).mapToDouble(i -> gradient[i]).toArray(),
                            placed.centralDifferences(tensor, entries, EPSILON)),
                        difference(gradient, autograd.get(tensor)),
                        difference(single.get(tensor), singleAutograd.get(tensor)),
                        difference(singleAutograd.get(tensor), autograd.get(tensor))));
              });
      return rows;
    }
  }

  private static int[] entries(int size, Random random) {
    return size <= ENTRIES
        ? IntStream.range(0, size).toArray()
        : random.ints(0, size).distinct().limit(ENTRIES).toArray();
  }

  private static double difference(double[] actual, double[] expected) {
    return Difference.of(actual, expected).absolute() / scale(expected);
  }

  private static double scale(double[] gradient) {
    return Arrays.stream(gradient).map(Math::abs).reduce(FLOOR, Math::max);
  }

  /**
   * Whether every gradient is right: within 1e-6 of the central differences, 1e-12 of autograd in
   * double precision, and 1e-6 of it in single precision. Where rounding is magnified, as by a
   * batch normalisation over few examples, the last bound is sixteen times the rounding error of
   * autograd itself, if that is more.
   *
   * @return true if all differences are within their bounds; false if one is NaN
   */
  public boolean passes() {
    double rounding = rows.stream().mapToDouble(Row::rounding).reduce(0, Math::max);
    double float32 = Math.max(AUTOGRAD_FLOAT32, 16 * rounding);
    return rows.stream()
        .allMatch(
            row ->
                row.finiteDifferences <= FINITE_DIFFERENCES
                    && row.float64 <= AUTOGRAD_FLOAT64
                    && row.float32 <= float32);
  }
}
