package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * Batch normalisation: each feature is brought to mean 0 and variance 1 over batch and time, then
 * scaled by gamma and shifted by beta, which are learned.
 *
 * <pre>
 * forward:   xhat = (x - mean) / sqrt(var + eps)       mean and var of n rows, var over n - 1
 *            y    = gamma xhat + beta
 * backward:  dL/dgamma = sum(dL/dy xhat)               sums over the rows
 *            dL/dbeta  = sum(dL/dy)
 *            dL/dx     = gamma / sqrt(var + eps)
 *                        (dL/dy - dL/dbeta / n - xhat dL/dgamma / (n - 1))
 * running:   runningMean = (1 - momentum) runningMean + momentum mean
 *            runningVar  = (1 - momentum) runningVar + momentum var
 *
 * x, y, dL/dx, dL/dy                     (batch, features), n is batch, or
 *                                        (batch, time, features), n is batch x time
 * gamma, beta, runningMean, runningVar   (features)
 * </pre>
 *
 * <p>The last term of dL/dx has n - 1 and not n below it, since var has: the mean pulls with 1/n,
 * the variance with 1/(n - 1). When not in training, the running statistics stand for mean and var,
 * so that one example's output does not depend on the others.
 *
 * <p>torch.nn.BatchNorm1d divides by n to normalise and by n - 1 to keep; this one, as the
 * lesson's, by n - 1 for both.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy 2015, Batch Normalization</a>
 */
public final class BatchNorm1d extends Layer {

  /** What the running statistics keep of the spread of a batch. */
  public enum RunningStatistic {
    /** The variance, as torch.nn.BatchNorm1d does; the parameter is {@code runningVar}. */
    VARIANCE,
    /** The standard deviation, as the lesson's first part does; it is {@code runningStd}. */
    STANDARD_DEVIATION,
    /**
     * The variance of each time step apart, n being batch and the running statistics (time,
     * features): a mistake which the series' fifth part makes and mends, to be measured.
     */
    VARIANCE_PER_TIME
  }

  private final long features;
  private final double epsilon;
  private final double momentum;
  private final boolean keepsVariance;
  private final boolean perTime;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningSpread;

  private final FusedBatchNorm fused = new FusedBatchNorm();
  private final Constants constants = new Constants();
  private NDArray xhat;
  private NDArray std;
  private boolean ofBatch;

  /** Creates a layer as the lesson's second part does. */
  public BatchNorm1d(long features) {
    this(features, 1e-5, 0.1, RunningStatistic.VARIANCE);
  }

  /**
   * Creates a layer.
   *
   * @param epsilon is added to the variance, against a division by zero
   * @param momentum the weight of the newest batch in the running statistics, from 0 to 1
   */
  public BatchNorm1d(
      long features, double epsilon, double momentum, RunningStatistic runningStatistic) {
    this.features = features;
    this.epsilon = epsilon;
    this.momentum = momentum;
    keepsVariance = runningStatistic != RunningStatistic.STANDARD_DEVIATION;
    perTime = runningStatistic == RunningStatistic.VARIANCE_PER_TIME;
    gamma = addParameter("gamma", Parameter.Type.GAMMA, features);
    beta = addParameter("beta", Parameter.Type.BETA, features);
    runningMean = addParameter("runningMean", Parameter.Type.RUNNING_MEAN, features);
    String spread = keepsVariance ? "runningVar" : "runningStd";
    runningSpread = addParameter(spread, Parameter.Type.RUNNING_VAR, features);
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (perTime && !runningMean.isInitialized()) {
      runningMean.setShape(inputShapes[0].slice(1));
      runningSpread.setShape(inputShapes[0].slice(1));
    }
  }

  /** The axes that the statistics are taken over. */
  private int[] axes(NDArray x) {
    return perTime || x.getShape().dimension() == 2 ? new int[] {0} : new int[] {0, 1};
  }

  /** How many rows the statistics are taken over. */
  private long n(NDArray x) {
    return perTime ? x.getShape().head() : x.size() / features;
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    ofBatch = training;
    long n = n(x);
    if (training && n < 2) {
      throw wrongShape(x.getShape(), "at least 2 examples in training");
    }
    if (isFusedPass() && !perTime) {
      NDArray y = fused.forward(x, value(gamma), value(beta), epsilon);
      fused.update(value(runningMean), value(runningSpread), keepsVariance, momentum);
      return y;
    }
    NDArray centered;
    if (training) {
      NDArray mean = x.sum(axes(x)).divi(number(n));
      centered = x.sub(mean);
      NDArray var = centered.square().sum(axes(x)).divi(number(n - 1));
      std = var.add(number(epsilon)).sqrt();
      updateRunning(value(runningMean), mean);
      updateRunning(value(runningSpread), keepsVariance ? var : std);
    } else {
      centered = x.sub(value(runningMean));
      NDArray spread = value(runningSpread);
      std = keepsVariance ? spread.add(number(epsilon)).sqrt() : spread;
    }
    xhat = centered.div(std);
    return xhat.mul(value(gamma)).addi(value(beta));
  }

  private void updateRunning(NDArray running, NDArray latest) {
    NDArray unfollowed = latest.hasGradient() ? latest.stopGradient() : latest;
    running.muli(number(1 - momentum)).addi(unfollowed.mul(number(momentum)));
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    if (!ofBatch) {
      throw new IllegalStateException(this + ": backward needs a forward in training before it");
    }
    if (isFusedPass() && !perTime) {
      NDArray gradInput = fused.backward(gradOutput);
      setGradient(gamma, fused.gradGammas.write());
      setGradient(beta, fused.gradBetas.write());
      return gradInput;
    }
    long n = n(gradOutput);
    NDArray gradBeta = gradOutput.sum(axes(gradOutput));
    NDArray gradGamma = gradOutput.mul(xhat).sum(axes(gradOutput));
    setGradient(gamma, overTime(gradGamma));
    setGradient(beta, overTime(gradBeta));
    return gradOutput
        .sub(gradBeta.div(number(n)))
        .subi(xhat.mul(gradGamma.div(number(n - 1))))
        .muli(value(gamma).div(std));
  }

  private static NDArray overTime(NDArray sums) {
    return sums.getShape().dimension() == 1 ? sums : sums.sum(new int[] {0});
  }

  private NDArray number(double number) {
    return constants.scalar(number, value(gamma));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is not (batch, features), perhaps with a time
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    checkFeatures(inputShapes[0], features);
    return inputShapes;
  }

  @Override
  public String toString() {
    return "BatchNorm1d(" + features + ")";
  }
}
