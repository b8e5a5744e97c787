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
}
