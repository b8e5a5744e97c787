package makemore.verify;

/** Gradients of a layer's output, projected on a point's direction, as central differences. */
final class CentralDifferences {

  /**
   * At a point that {@link GradientsAtPoint#canBeChecked}, relative changes of 2^-24 of all that is
   * computed change a gradient by less than 2.5e-5 of it, 420 times as much. With a third
   * derivative of 420^2 truncation is step^2 420^2 / 6 = 3e-8 of the gradient, and rounding in
   * double precision is 2^-53 420 / step = 5e-8.
   */
  private static final double STEP = 1e-6;

  private CentralDifferences() {}

  /**
   * Some entries of a tensor's gradient.
   *
   * @param layer the layer at the point, in double precision
   */
  static double[] of(PlacedLayer layer, Point point, String tensor, int[] entries) {
    double[] values = point.values().get(tensor).clone();
    double[] differences = new double[entries.length];
    for (int i = 0; i < entries.length; i++) {
      double value = values[entries[i]];
      values[entries[i]] = value + STEP;
      double[] above = layer.output(tensor, values);
      values[entries[i]] = value - STEP;
      double[] below = layer.output(tensor, values);
      values[entries[i]] = value;
      differences[i] = projected(above, below, point.direction()) / (2 * STEP);
    }
    layer.output(tensor, values);
    return differences;
  }

  /** Subtracting before summing loses fewer digits than the other way round. */
  private static double projected(double[] above, double[] below, double[] direction) {
    double sum = 0;
    for (int i = 0; i < above.length; i++) {
      sum += (above[i] - below[i]) * direction[i];
    }
    return sum;
  }
}
