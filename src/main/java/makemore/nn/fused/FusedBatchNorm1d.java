package makemore.nn.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import makemore.nn.BatchNorm1d;

/** {@link BatchNorm1d} with a training pass row by row in Java's own memory. */
public final class FusedBatchNorm1d extends BatchNorm1d {

  private final double epsilon;
  private final double momentum;
  private final boolean keepsStd;
  private final Parameter gamma = getDirectParameters().get("gamma");
  private final Parameter beta = getDirectParameters().get("beta");
  private final Parameter runningMean;
  private final Parameter runningVar;

  private final Rows inputs = new Rows();
  private final Rows outputs = new Rows();
  private final Rows gammas = new Rows();
  private final Rows betas = new Rows();
  private final Rows means = new Rows();
  private final Rows vars = new Rows();
  private final Rows gradients = new Rows();
  private final Rows gradGammas = new Rows();
  private final Rows gradBetas = new Rows();

  private Row[] xhat;
  private Row std;

  public FusedBatchNorm1d(long features, double epsilon, double momentum, boolean keepsStd) {
    super(features, epsilon, momentum, keepsStd);
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.keepsStd = keepsStd;
    runningMean = getDirectParameters().get("runningMean");
    runningVar = getDirectParameters().get(keepsStd ? "runningStd" : "runningVar");
  }

  @Override
  public NDArray forward(NDArray x, boolean training) {
    long n = x.size() / gamma.getShape().size();
    if (!training || n < 2) {
      return super.forward(x, training);
    }
    begin(x);
    xhat = inputs.read(x);
    Row mean = inputs.sum().multiply(1.0 / n);
    for (Row row : xhat) {
      row.subtract(mean);
    }
    Row squares = Rows.sum(0, xhat.length, mean, (sum, i) -> sum.addProduct(xhat[i], xhat[i]));
    Row var = squares.multiply(1.0 / (n - 1));
    std = Row.zerosLike(var);
    for (int j = 0; j < std.size(); j++) {
      std.set(j, Math.sqrt(var.get(j) + epsilon));
    }
    update(means, value(runningMean), mean);
    update(vars, value(runningVar), keepsStd ? std : var);

    Row scale = gammas.read(value(gamma))[0];
    Row shift = betas.read(value(beta))[0];
    Row[] y = outputs.like(inputs);
    for (int i = 0; i < y.length; i++) {
      y[i].set(shift).addProduct(xhat[i].divide(std), scale);
    }
    return keep(outputs.write(), true);
  }

  private void update(Rows rows, NDArray running, Row latest) {
    Row share = latest.copy().multiply(momentum);
    rows.read(running)[0].multiply(1 - momentum).add(share);
    rows.writeTo(running);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    if (!outputs.made(output())) {
      return super.backwardPass(gradOutput);
    }
    Row[] dy = gradients.read(gradOutput);
    int n = dy.length;
    Row scale = gammas.like(gammas)[0];
    Row gradBeta = gradBetas.like(gammas)[0].set(gradients.sum());
    Row products = Rows.sum(0, n, scale, (sum, i) -> sum.addProduct(dy[i], xhat[i]));
    Row gradGamma = gradGammas.like(gammas)[0].set(products);
    setGradient(gamma, gradGammas.write());
    setGradient(beta, gradBetas.write());

    Row mean = gradBeta.copy().multiply(1.0 / n);
    Row slope = gradGamma.copy().multiply(-1.0 / (n - 1));
    Row factor = scale.copy().divide(std);
    for (int i = 0; i < n; i++) {
      dy[i].subtract(mean).addProduct(xhat[i], slope).multiply(factor);
    }
    return gradients.write();
  }
}
