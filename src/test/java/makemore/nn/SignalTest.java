package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import makemore.inspect.Statistics;
import makemore.random.TorchGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two cells of the lecture's notebook: how a Linear changes the size of what passes through it, and
 * how a batch norm keeps it. The numbers are those that PyTorch prints.
 */
@Tag("numbers")
class SignalTest extends ArrayTest {

  private static final int N = 1000;

  /** Its last printed digit, and float32's rounding of sums of a thousand products. */
  private static final double TOLERANCE = 1e-6;

  private final TorchGenerator generator = TorchGenerator.manualSeed(2147483647L);
  private final NDArray in = generator.randn(manager, new Shape(N, 1));
  private final NDArray weight = generator.randn(manager, new Shape(N, N));
  private final NDArray gradOutput = generator.randn(manager, new Shape(N));
  private final Linear linear = new Linear(N, N, false);

  /** The lecture multiplies the weight by a column; a Linear multiplies a row by its weight. */
  private NDArray forward() {
    linear.setInitializer((m, shape, type) -> weight.transpose(), "weight");
    linear.initialize(manager, new Shape(1, N));
    return linear.forward(in.reshape(1, N), true);
  }

  /** In units of the expected: the last digit is worth 1e-7 of 1, and 1e-6 of 31. */
  private static void assertStds(Stream<NDArray> arrays, double... expected) {
    double[] stds =
        arrays.mapToDouble(array -> Statistics.of(array.toFloatArray()).std()).toArray();
    assertThat(stds).hasLength(expected.length);
    for (int i = 0; i < stds.length; i++) {
      assertThat(stds[i]).isWithin(TOLERANCE * Math.max(1, expected[i])).of(expected[i]);
    }
  }

  @Test
  void linearMakesASignalLargerForwardsAndBackwards() {
    NDArray out = forward();
    NDArray gradIn = linear.backward(gradOutput.reshape(1, N));

    assertStds(Stream.of(in, weight, out), 0.9875972, 1.0006722, 31.0124168);
    assertStds(
        Stream.of(gradOutput, gradIn, gradient(linear, "weight")),
        0.9782556,
        30.8818302,
        0.9666601);
  }

  @Test
  void batchNormKeepsTheSizeForwardsAndBackwards() {
    BatchNorm1d norm = new BatchNorm1d(1);
    norm.initialize(manager, new Shape(N, 1));
    NDArray sums = forward();
    NDArray out = norm.forward(sums.reshape(N, 1), true);
    NDArray gradSums = norm.backward(gradOutput.reshape(N, 1));
    NDArray gradIn = linear.backward(gradSums.reshape(1, N));

    assertStds(Stream.of(in, weight, sums, out), 0.9875972, 1.0006722, 31.0124168, 1.0);
    assertStds(
        Stream.of(gradOutput, gradSums, gradient(linear, "weight"), gradIn),
        0.9782556,
        0.0315440,
        0.0311695,
        0.9953053);
  }
}
