package makemore.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The mean and the standard deviation of numbers.
 *
 * @param std the standard deviation, over n - 1 as {@code torch.std} has it; NaN for one number
 */
public record Statistics(double mean, double std) {

  public static Statistics of(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Statistics(mean, Math.sqrt(squares / (values.length - 1)));
  }

  /**
   * Computes how many percent of a tanh's outputs are beyond a threshold: so near to -1 or 1 that
   * hardly any gradient passes.
   */
  public static double saturatedPercent(float[] activations, double threshold) {
    int saturated = 0;
    for (float output : activations) {
      saturated += Math.abs(output) > threshold ? 1 : 0;
    }
    return 100.0 * saturated / activations.length;
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

  /** Chooses at most so many elements evenly, the first and the last among them. */
  public static <T> List<T> evenly(List<T> all, int most) {
    return IntStream.range(0, most)
        .mapToObj(i -> all.get(i * (all.size() - 1) / (most - 1)))
        .distinct()
        .toList();
  }
}
