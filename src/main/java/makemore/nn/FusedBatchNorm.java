package makemore.nn;

import ai.djl.ndarray.NDArray;

/** {@link BatchNorm1d} in training: its formulas, row by row in Java's own memory. */
final class FusedBatchNorm {

  private final Rows inputs = new Rows();
  private final Rows outputs = new Rows();
  private final Rows gammas = new Rows();
  private final Rows betas = new Rows();
  private final Rows runningMeans = new Rows();
  private final Rows runningSpreads = new Rows();
  private final Rows gradients = new Rows();
  final Rows gradGammas = new Rows();
  final Rows gradBetas = new Rows();

  private Row[] xhat;
  private Row mean;
  private Row var;
  private Row std;

  NDArray forward(NDArray input, NDArray gammaArray, NDArray betaArray, double epsilon) {
    xhat = inputs.read(input);
    int n = xhat.length;
    Row gamma = gammas.read(gammaArray)[0];
    Row beta = betas.read(betaArray)[0];

    mean = inputs.sum().multiply(1.0 / n);
    for (Row x : xhat) {
      x.subtract(mean);
    }
    Row squares = Rows.sum(0, n, mean, (sum, i) -> sum.addProduct(xhat[i], xhat[i]));
    var = squares.multiply(1.0 / (n - 1));
    std = Row.zerosLike(var);
    for (int j = 0; j < std.size(); j++) {
      std.set(j, Math.sqrt(var.get(j) + epsilon));
    }

    Row[] y = outputs.like(inputs);
    for (int i = 0; i < n; i++) {
      y[i].set(beta).addProduct(xhat[i].divide(std), gamma);
    }
    return outputs.write();
  }

  /** Mixes the latest batch's statistics into the running ones. */
  void update(NDArray runningMean, NDArray runningSpread, boolean variance, double momentum) {
    update(runningMeans, runningMean, mean, momentum);
    update(runningSpreads, runningSpread, variance ? var : std, momentum);
  }

  private static void update(Rows rows, NDArray running, Row latest, double momentum) {
    Row share = latest.copy().multiply(momentum);
    rows.read(running)[0].multiply(1 - momentum).add(share);
    rows.writeTo(running);
  }

  NDArray backward(NDArray gradOutput) {
    Row[] dy = gradients.read(gradOutput);
    int n = dy.length;
    Row gamma = gammas.like(gammas)[0];
    Row gradBeta = gradBetas.like(gammas)[0].set(gradients.sum());
    Row products = Rows.sum(0, n, gamma, (sum, i) -> sum.addProduct(dy[i], xhat[i]));
    Row gradGamma = gradGammas.like(gammas)[0].set(products);

    Row mean = gradBeta.copy().multiply(1.0 / n);
    Row slope = gradGamma.copy().multiply(-1.0 / (n - 1));
    Row scale = gamma.copy().divide(std);
    for (int i = 0; i < n; i++) {
      dy[i].subtract(mean).addProduct(xhat[i], slope).multiply(scale);
    }
    return gradients.write();
  }
}
