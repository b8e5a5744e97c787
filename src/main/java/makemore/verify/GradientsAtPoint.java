package makemore.verify;

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

  /** The bound of rounding for the smallest gradients, and the most that autograd's may be. */
  private static final double LARGEST_BOUND = ROUNDING / SMALLEST_SCALE;

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
    return autograd.keySet().stream().allMatch(tensor -> autogradBound(tensor) <= LARGEST_BOUND);
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
        difference(tensor, some, exact.centralDifferences(tensor, entries)),
        difference(tensor, gradient, right),
        difference(tensor, handWritten32.get(tensor), right) / bound32);
  }
}
