package makemore.inspect;

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
