package makemore.bench;

import java.util.Arrays;

/** What repeated measurements give: the median, which is the figure, and how far they differ. */
record Spread(double median, double least, double greatest) {

  /**
   * Of at least one number; the median of an even number of them is the mean of the middle two.
   *
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  static Spread of(double... values) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("no finite numbers: " + Arrays.toString(values));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
  }
}
