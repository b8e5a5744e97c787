package makemore.experiment;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * How two variants' losses differ, in plain words. The number after ± is the standard error of the
 * difference of the two means, sqrt(var1 / n1 + var2 / n2), of n1 and n2 seeds. A difference is
 * clear if Welch's t-test gives a probability below {@value #PROBABILITY} of one as large by chance
 * alone.
 *
 * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch 1947</a>
 */
final class Significance {

  private static final double PROBABILITY = 0.05;

  private Significance() {}

  /**
   * Compares the losses of a variant, one for each seed, with those of the control of a name: such
   * as "better than mlp by 0.0400 ± 0.0100"; empty if there is nothing to compare.
   */
  static String words(double[] losses, double[] control, String name) {
    if (losses.length == 0 || control.length == 0) {
      return "";
    }
    double better = StatUtils.mean(control) - StatUtils.mean(losses);
    String size = String.format("%.4f", Math.abs(better));
    String direction = better > 0 ? "better" : "worse";
    if (losses.length < 2 || control.length < 2) {
      return direction + " than " + name + " by " + size + " (one seed)";
    }
    double error =
        Math.sqrt(
            StatUtils.variance(losses) / losses.length
                + StatUtils.variance(control) / control.length);
    String withError = String.format("%s ± %.4f", size, error);
    return error == 0 || new TTest().tTest(losses, control) < PROBABILITY
        ? direction + " than " + name + " by " + withError
        : "not clearly " + direction + " than " + name + " (" + withError + ")";
  }
}
