package makemore.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import makemore.verify.GradientCheck.Row;
import makemore.verify.Trace.Values;

/** Compares a layer's gradients at a point: its own, autograd's, and central differences. */
record GradientsAtPoint(PlacedLayer single, PlacedLayer exact) {

  /** Bounds how many entries of a tensor are compared with central differences. */
  private static final int ENTRIES = 64;

  /** Gradients below this part of the largest are measured against that part. */
  private static final double SMALLEST_SCALE = 0.01;

  /** Sixteen roundings of 2^-24 each. */
  private static final double ROUNDING = 1e-6;

  private static final double TIMES_AUTOGRAD = 4;

  /** The bound of rounding for the smallest gradients, and the most that autograd's may be. */
  private static final double LARGEST_BOUND = ROUNDING / SMALLEST_SCALE;

  /**
   * Returns whether four times autograd's own error in single precision is a sharp bound here. It
   * is not where layers magnify rounding, as batch normalisations of few examples do one after the
   * other, nor if each gradient is 0, nor if one is NaN.
   */
  boolean canBeChecked() {
    return exact.autograd.keySet().stream()
        .allMatch(tensor -> TIMES_AUTOGRAD * autogradError(tensor) <= LARGEST_BOUND);
  }

  private double autogradError(String tensor) {
    return difference(tensor, single.autograd.get(tensor), exact.autograd.get(tensor));
  }

  private double difference(String tensor, double[] actual, double[] expected) {
    double[] differences = new double[expected.length];
    Arrays.setAll(differences, i -> actual[i] - expected[i]);
    return Values.largest(differences) / scale(tensor);
  }

  private double scale(String tensor) {
    return Math.max(Values.largest(exact.autograd.get(tensor)), SMALLEST_SCALE * largest());
  }

  private double largest() {
    return exact.autograd.values().stream().mapToDouble(Values::largest).max().orElse(0);
  }

  List<Row> rows(Random random) {
    return exact.handWritten.keySet().stream().map(name -> row(name, random)).toList();
  }

  private Row row(String tensor, Random random) {
    double[] gradient = exact.handWritten.get(tensor);
    double[] right = exact.autograd.get(tensor);
    int[] entries =
        gradient.length <= ENTRIES
            ? IntStream.range(0, gradient.length).toArray()
            : random.ints(0, gradient.length).distinct().limit(ENTRIES).toArray();
    double[] some = Arrays.stream(entries).mapToDouble(i -> gradient[i]).toArray();
    double float32Bound =
        Math.max(TIMES_AUTOGRAD * autogradError(tensor), ROUNDING * largest() / scale(tensor));
    return new Row(
        tensor,
        gradient.length,
        entries.length,
        difference(tensor, some, exact.centralDifferences(tensor, entries)),
        difference(tensor, gradient, right),
        difference(tensor, single.handWritten.get(tensor), right) / float32Bound);
  }
}
