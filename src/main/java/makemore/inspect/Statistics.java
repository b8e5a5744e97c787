package makemore.inspect;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The values of an array, and what is computed from them.
 *
 * @param index the number of the layer or the parameter that they are of
 */
public record Statistics(int index, float[] values) {

  record Bin(int index, float leftEdge, float density) {}

  double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The standard deviation, over n - 1 as {@code torch.std} has it; NaN for one number. */
  double std() {
    double mean = mean();
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  float min() {
    return Floats.min(values);
  }

  float max() {
    return Floats.max(values);
  }

  double percentile(double percent) {
    return percentile(Doubles.toArray(Floats.asList(values)), percent);
  }

  /**
   * Computes how many percent of a tanh's outputs are beyond a threshold: so near to -1 or 1 that
   * hardly any gradient passes.
   */
  double saturatedPercent(double threshold) {
    long saturated =
        Floats.asList(values).stream().filter(output -> Math.abs(output) > threshold).count();
    return 100.0 * saturated / values.length;
  }

  /** Makes the bins of a {@link Histogram}; none if a value is not finite. */
  Stream<Bin> bins() {
    if (!Float.isFinite(max() - min())) {
      return Stream.empty();
    }
    Histogram histogram = Histogram.of(values, Recorder.BINS);
    return IntStream.range(0, Recorder.BINS)
        .mapToObj(i -> new Bin(index, histogram.edges()[i], histogram.density()[i]));
  }

  /** Computes the median, between the two in the middle of an even number; NaN if one is NaN. */
  public static <T> double median(List<T> all, ToDoubleFunction<T> number) {
    return percentile(all.stream().mapToDouble(number).toArray(), 50);
  }

  /**
   * Computes the value below which a percentage of the values lies. Interpolates as {@code
   * torch.quantile} does; gives NaN if one of them is NaN.
   *
   * @throws NoSuchElementException if there are no values
   */
  static double percentile(double[] values, double percent) {
    return Double.isNaN(Arrays.stream(values).max().orElseThrow())
        ? Double.NaN
        : new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, percent);
  }
}
