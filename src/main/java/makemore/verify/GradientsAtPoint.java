package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import makemore.verify.GradientCheck.Row;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.MathArrays;

/** Compares a layer's gradients at a point: its own, autograd's, and central differences. */
final class GradientsAtPoint {

  /** Bounds how many entries of a tensor are compared with central differences. */
  private static final int ENTRIES = 64;

  /** Gradients below this part of the largest are measured against that part. */
  private static final double SMALLEST_SCALE = 0.01;

  /** Sixteen roundings of 2^-24 each. */
  private static final double ROUNDING = 1e-6;

  private static final double TIMES_AUTOGRAD = 4;

  /**
   * The step of the central differences. At a point that {@link #canBeChecked}, relative changes of
   * 2^-24 of all that is computed change a gradient by less than 2.5e-5 of it, 420 times as much.
   * With a third derivative of 420^2 truncation is step^2 420^2 / 6 = 3e-8 of the gradient, and
   * rounding in double precision is 2^-53 420 / step = 5e-8.
   */
  private static final double STEP = 1e-6;

  private final Map<String, double[]> handWritten32;
  private final Map<String, double[]> autograd32;
  private final PlacedLayer exact;
  private final Map<String, double[]> handWritten;
  private final Map<String, double[]> autograd;
  private final double largest;

  GradientsAtPoint(PlacedLayer single) {
    handWritten32 = single.byBackwardPass();
    autograd32 = single.byAutograd();
    exact = single.inDoublePrecision();
    handWritten = exact.byBackwardPass();
    autograd = exact.byAutograd();
    largest = autograd.values().stream().mapToDouble(GradientsAtPoint::largest).max().orElse(0);
  }

  /**
   * Returns whether four times autograd's own error in single precision is a sharp bound here. It
   * is not where layers magnify rounding, as batch normalisations of few examples do one after the
   * other, nor if each gradient is 0, nor if one is NaN.
   */
  boolean canBeChecked() {
    // The bound of rounding for the smallest gradients is the most that autograd's may be.
    return autograd.keySet().stream()
        .allMatch(tensor -> autogradBound(tensor) <= ROUNDING / SMALLEST_SCALE);
  }

  private double autogradBound(String tensor) {
    return TIMES_AUTOGRAD * difference(tensor, autograd32.get(tensor), autograd.get(tensor));
  }

  private double difference(String tensor, double[] actual, double[] expected) {
    return MathArrays.distanceInf(actual, expected) / scale(tensor);
  }

  private double scale(String tensor) {
    return Math.max(largest(autograd.get(tensor)), SMALLEST_SCALE * largest);
  }

  private static double largest(double[] gradient) {
    return new ArrayRealVector(gradient, false).getLInfNorm();
  }

  List<Row> rows(Random random) {
    return handWritten.keySet().stream().map(name -> row(name, random)).toList();
  }

  private Row row(String tensor, Random random) {
    double[] gradient = handWritten.get(tensor);
    double[] right = autograd.get(tensor);
    int size = gradient.length;
    int[] entries = random.ints(0, size).distinct().limit(Math.min(size, ENTRIES)).toArray();
    double[] some = Arrays.stream(entries).mapToDouble(i -> gradient[i]).toArray();
    double bound32 = Math.max(autogradBound(tensor), ROUNDING * largest / scale(tensor));
    return new Row(
        tensor,
        size,
        entries.length,
        difference(tensor, some, centralDifferences(tensor, entries)),
        difference(tensor, gradient, right),
        difference(tensor, handWritten32.get(tensor), right) / bound32);
  }

  /** Computes the gradient of some entries of a tensor from central differences. */
  private double[] centralDifferences(String tensor, int[] entries) {
    double[] along = exact.direction().toDoubleArray();
    NDArray flat = exact.tensors().get(tensor).flatten();
    double[] differences = new double[entries.length];
    for (int i = 0; i < entries.length; i++) {
      NDIndex entry = new NDIndex(entries[i]);
      double value = flat.getDouble(entries[i]);
      flat.set(entry, value + STEP);
      double[] above = exact.output();
      flat.set(entry, value - STEP);
      double[] below = exact.output();
      flat.set(entry, value);
      // Subtracting before summing loses fewer digits than the other way round.
      for (int j = 0; j < above.length; j++) {
        differences[i] += (above[j] - below[j]) * along[j] / (2 * STEP);
      }
    }
    return differences;
  }
}
