package makemore.plot;

import java.util.Arrays;

/** Makes a long curve short without changing how it looks. */
final class Thinning {

  private Thinning() {}

  /**
   * Keeps of each stretch of a curve the smallest and the largest y, in the order of their x: on a
   * picture with fewer pixels than stretches, these are all that shows. A gap as long as a stretch
   * stays one.
   *
   * @param stretch how many points make a stretch, at least 1
   */
  static Series minimumAndMaximum(Series series, int stretch) {
    double[] x = new double[series.x().length * 2];
    double[] y = new double[series.x().length * 2];
    int kept = 0;
    for (int from = 0; from < series.x().length; from += stretch) {
      int to = Math.min(from + stretch, series.x().length);
      int smallest = from;
      int largest = from;
      for (int i = from; i < to; i++) {
        double value = series.y()[i];
        smallest = !(series.y()[smallest] <= value) && !Double.isNaN(value) ? i : smallest;
        largest = !(series.y()[largest] >= value) && !Double.isNaN(value) ? i : largest;
      }
      int first = Math.min(smallest, largest);
      int second = Math.max(smallest, largest);
      x[kept] = series.x()[first];
      y[kept++] = series.y()[first];
      if (second > first) {
        x[kept] = series.x()[second];
        y[kept++] = series.y()[second];
      }
    }
    return new Series(
        series.name(), Arrays.copyOf(x, kept), Arrays.copyOf(y, kept), series.error());
  }
}
