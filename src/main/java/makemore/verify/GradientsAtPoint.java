package makemore.verify;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.verify.GradientCheck.Row;

/** A layer's gradients at a point, of its own backward pass, of autograd, and as differences. */
record GradientsAtPoint(Point point, Gradients single, Gradients exact) {

  /** Gradients by the tensors' names, in the same order. */
  record Gradients(Map<String, double[]> handWritten, Map<String, double[]> autograd) {}

  /**
   * The step of the central differences. At a point that {@link #canBeChecked}, relative changes of
   * 2^-24 of all that is computed change a gradient by less than 2.5e-5 of it, 420 times as much.
   * With a third derivative of 420^2 truncation is step^2 420^2 / 6 = 3e-8 of the gradient, and
   * rounding in double precision is 2^-53 420 / step = 5e-8.
   */
  private static final double STEP = 1e-6;

  /** Of a larger tensor only so many entries are compared with central differences. */
  private static final int ENTRIES = 64;

  /** Gradients that are smaller than this part of the largest are measured against it. */
  private static final double SMALLEST_SCALE = 0.01;

  /** Sixteen roundings of 2^-24 each. */
  private static final double ROUNDING = 1e-6;

  private static final double TIMES_AUTOGRAD = 4;

  /** What the bound of rounding is for the smallest gradients, and autograd's at most. */
  private static final double LARGEST_BOUND = ROUNDING / SMALLEST_SCALE;

  static GradientsAtPoint of(Layer layer, Point point) {
    return new GradientsAtPoint(
        point,
        gradients(layer, point, DataType.FLOAT32),
        gradients(layer, point, DataType.FLOAT64));
  }

  private static Gradients gradients(Layer layer, Point point, DataType dataType) {
    try (PlacedLayer placed = new PlacedLayer(layer, point, dataType)) {
      return new Gradients(placed.handWritten(), placed.autograd());
    }
  }

  /**
   * Whether four times autograd's own error in single precision is a sharp bound here. It is not
   * where layers magnify rounding, as batch normalisations of few examples do one after the other,
   * nor if there is no gradient but 0, or if one is NaN.
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
    return largest(differences) / scale(tensor);
  }

  private double scale(String tensor) {
    return Math.max(largest(exact.autograd.get(tensor)), SMALLEST_SCALE * largest());
  }

  private double largest() {
    return exact.autograd.values().stream().mapToDouble(GradientsAtPoint::largest).max().orElse(0);
  }

  private static double largest(double[] gradient) {
    return Arrays.stream(gradient).map(Math::abs).reduce(0, Math::max);
  }

  List<Row> rows(Layer layer, Random random) {
    try (PlacedLayer placed = new PlacedLayer(layer, point, DataType.FLOAT64)) {
      return exact.handWritten.keySet().stream().map(name -> row(name, placed, random)).toList();
    }
  }

  private Row row(String tensor, PlacedLayer placed, Random random) {
    double[] gradient = exact.handWritten.get(tensor);
    double[] right = exact.autograd.get(tensor);
    int[] entries =
        gradient.length <= ENTRIES
            ? IntStream.range(0, gradient.length).toArray()
            : random.ints(0, gradient.length).distinct().limit(ENTRIES).toArray();
    double[] some = Arrays.stream(entries).mapToDouble(i -> gradient[i]).toArray();
    return new Row(
        tensor,
        gradient.length,
        entries.length,
        difference(tensor, some, centralDifferences(placed, tensor, entries)),
        difference(tensor, gradient, right),
        difference(tensor, single.handWritten.get(tensor), right),
        Math.max(TIMES_AUTOGRAD * autogradError(tensor), ROUNDING * largest() / scale(tensor)));
  }

  private double[] centralDifferences(PlacedLayer layer, String tensor, int[] entries) {
    double[] values = point.values().get(tensor).clone();
    double[] differences = new double[entries.length];
    for (int i = 0; i < entries.length; i++) {
      double value = values[entries[i]];
      values[entries[i]] = value + STEP;
      double[] above = layer.output(tensor, values);
      values[entries[i]] = value - STEP;
      double[] below = layer.output(tensor, values);
      values[entries[i]] = value;
      // Subtracting before summing loses fewer digits than the other way round.
      for (int j = 0; j < above.length; j++) {
        differences[i] += (above[j] - below[j]) * point.direction()[j];
      }
      differences[i] /= 2 * STEP;
    }
    layer.output(tensor, values);
    return differences;
  }
}
