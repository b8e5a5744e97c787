package makemore.inspect;

import com.google.common.math.Quantiles;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;

/**
 * The mean and spread of numbers.
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
   * How many percent of a tanh's outputs are beyond a threshold, so near to -1 or 1 that hardly any
   * gradient passes.
   */
  public static double saturatedPercent(float[] activations, double threshold) {
    int saturated = 0;
    for (float activation : activations) {
      saturated += Math.abs(activation) > threshold ? 1 : 0;
    }
    return 100.0 * saturated / activations.length;
  }

  /**
   * The median, of an even number half-way between the two in the middle; NaN if one is NaN.
   *
   * @throws NoSuchElementException if there are none
   */
  public static <T> double median(List<T> all, ToDoubleFunction<T> number) {
    if (all.isEmpty()) {
      throw new NoSuchElementException("no numbers have no median");
    }
    return Quantiles.median().compute(all.stream().mapToDouble(number).toArray());
  }
}
