package makemore.inspect;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The mean and spread of numbers.
 *
 * @param mean the mean
 * @param std the standard deviation, over n - 1 as {@code torch.std} has it; NaN for one number
 */
public record Statistics(double mean, double std) {

  /**
   * Computes the statistics.
   *
   * @param values the numbers, at least one
   * @return their statistics
   */
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
   * How many of a tanh's outputs are so near to -1 or 1 that hardly any gradient passes.
   *
   * @param activations the outputs, at least one
   * @param threshold the absolute value above which an output is saturated
   * @return percent, from 0 to 100
   */
  public static double saturatedPercent(float[] activations, double threshold) {
    int saturated = 0;
    for (float activation : activations) {
      if (Math.abs(activation) > threshold) {
        saturated++;
      }
    }
    return 100.0 * saturated / activations.length;
  }

  /**
   * The number in the middle of the ranking, of an even number of them the larger of the two.
   *
   * @param all at least one
   * @param number what they are ranked by
   * @param <T> what has the number
   * @return one of the numbers
   */
  static <T> double middle(List<T> all, ToDoubleFunction<T> number) {
    double[] sorted = all.stream().mapToDouble(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /**
   * The value below which a share of the values lies, interpolated as {@code torch.quantile} does.
   *
   * @param sorted the values in ascending order, at least one
   * @param share from 0 to 1
   * @return the quantile
   */
  public static double quantile(float[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
  }
}
