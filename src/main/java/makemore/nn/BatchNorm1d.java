package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.Parameter.Type;

/**
 * Batch normalisation: brings each feature to mean 0 and variance 1 over batch and time, then
 * scales it by a learned gamma and shifts it by a learned beta.
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
 * <p>The last term of dL/dx is divided by n - 1 because var is. (torch.nn.BatchNorm1d normalises by
 * a variance over n.) Outside training the running statistics take the place of mean and var, so
 * that the output of one example does not depend on the others.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy 2015, Batch Normalization</a>
 */
public class BatchNorm1d extends Layer {

  private final double epsilon;
  private final double momentum;
  private final boolean keepsStd;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVar;

  private NDArray xhat;
  private NDArray std;

  /** Creates a layer as the lesson's second part does: epsilon 1e-5, momentum 0.1. */
  public BatchNorm1d(long features) {
    this(features, 1e-5, 0.1, false);
  }

  /** If keepsStd, runningStd keeps the standard deviation, as in the lesson's first part. */
  public BatchNorm1d(long features, double epsilon, double momentum, boolean keepsStd) {
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.keepsStd = keepsStd;
    gamma = addParameter("gamma", Type.GAMMA, features);
    beta = addParameter("beta", Type.BETA, features);
    runningMean = addParameter("runningMean", Type.RUNNING_MEAN, features);
    runningVar = addParameter(keepsStd ? "runningStd" : "runningVar", Type.RUNNING_VAR, features);
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    if (!training) {
      std = keepsStd ? value(runningVar) : value(runningVar).add(epsilon).sqrt();
      return x.sub(value(runningMean)).div(std).mul(value(gamma)).add(value(beta));
    }
    NDArray sum = x.sum(rowAxes(x));
    NDArray n = Inputs.rows(this, x, sum);
    NDArray mean = sum.div(n);
    NDArray centred = x.sub(mean);
    NDArray var = centred.square().sum(rowAxes(x)).div(n.sub(1));
    std = var.add(epsilon).sqrt();
    xhat = centred.div(std);
    NDArray kept = keepsStd ? std : var;
    value(runningMean).muli(1 - momentum).addi(mean.stopGradient().mul(momentum));
    value(runningVar).muli(1 - momentum).addi(kept.stopGradient().mul(momentum));
    return xhat.mul(value(gamma)).add(value(beta));
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray gradBeta = gradOutput.sum(rowAxes(gradOutput));
    NDArray gradGamma = gradOutput.mul(xhat).sum(rowAxes(gradOutput));
    setGradient(gamma, gradGamma);
    setGradient(beta, gradBeta);
    long n = gradOutput.size() / gradBeta.size();
    return gradOutput
        .sub(gradBeta.div(n))
        .sub(xhat.mul(gradGamma.div(n - 1)))
        .mul(value(gamma).div(std));
  }

  /** The axes over which mean and variance are taken: batch, and time where there is one. */
  protected int[] rowAxes(NDArray x) {
    return x.getShape().dimension() == 2 ? new int[] {0} : new int[] {0, 1};
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Inputs.checkFeatures(this, inputShapes[0], gamma.getShape().get(0));
    return inputShapes;
  }

  @Override
  public String toString() {
    return "BatchNorm1d(" + gamma.getShape().get(0) + ")";
  }
}
