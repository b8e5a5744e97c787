package makemore.nn;

import makemore.nn.Architecture.Placement;

/**
 * Where there are batch normalisations, and of what kind. A Linear that is followed by one has no
 * bias.
 *
 * @param epsilon is added to the variance
 * @param momentum the weight of the newest batch in the running statistics
 * @param runningStatistic what is kept of the spread of a batch
 */
public record BatchNormOptions(
    Placement placement,
    double epsilon,
    double momentum,
    BatchNorm1d.RunningStatistic runningStatistic) {

  /** As in PyTorch: epsilon 1e-5, momentum 0.1. */
  public static BatchNormOptions of(Placement placement) {
    return new BatchNormOptions(placement, 1e-5, 0.1, BatchNorm1d.RunningStatistic.VARIANCE);
  }

  /** The same with the statistics of each time step apart, a mistake. */
  public BatchNormOptions perTime() {
    return new BatchNormOptions(
        placement, epsilon, momentum, BatchNorm1d.RunningStatistic.VARIANCE_PER_TIME);
  }

  BatchNorm1d layer(long features) {
    return new BatchNorm1d(features, epsilon, momentum, runningStatistic);
  }
}
