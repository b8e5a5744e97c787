package makemore.nn;

import ai.djl.ndarray.NDArray;

/**
 * The loss: the mean over the batch of -log of the probability that softmax(logits) gives to the
 * right class.
 *
 * <pre>
 * forward:   loss = -mean(log(softmax(logits))[i, targets[i]])
 * backward:  dloss/dlogits = (softmax(logits) - onehot(targets)) / n
 *
 * logits, dloss/dlogits   (n, classes)
 * targets                 (n), whole numbers from 0 to classes - 1
 * loss                    (), in nats; ln(classes) for uniform predictions
 * </pre>
 */
public final class CrossEntropy {

  private final Constants constants = new Constants();
  private NDArray logProbabilities;
  private NDArray targets;

  private final boolean fused;
  private final FusedCrossEntropy rows = new FusedCrossEntropy();
  private boolean fusedPass;

  public CrossEntropy() {
    this(false);
  }

  /** Creates a loss that is fused, as {@link Layer#setFused} says, not for autograd; or not. */
  public CrossEntropy(boolean fused) {
    this.fused = fused;
  }

  /**
   * Computes each example's loss and keeps what {@link #backward} needs.
   *
   * @return -log of the probability of each right class, in nats, of the shape (n, 1)
   * @throws IllegalArgumentException if there are not as many targets as rows of logits
   */
  public NDArray losses(NDArray logits, NDArray targets) {
    check(logits, targets);
    fusedPass = false;
    this.targets = targets;
    logProbabilities = logits.logSoftmax(1);
    return logProbabilities.gather(targets.expandDims(1), 1).neg();
  }

  private static void check(NDArray logits, NDArray targets) {
    if (logits.getShape().dimension() != 2
        || targets.getShape().dimension() != 1
        || logits.getShape().get(0) != targets.getShape().get(0)) {
      throw new IllegalArgumentException(
          "CrossEntropy: logits of shape "
              + logits.getShape()
              + " and targets of shape "
              + targets.getShape()
              + ", expected (n, classes) and (n)");
    }
  }

  /** The mean of the {@link #losses}. */
  public NDArray forward(NDArray logits, NDArray targets) {
    if (!fused || logits.hasGradient()) {
      return losses(logits, targets).mean();
    }
    check(logits, targets);
    fusedPass = true;
    return rows.forward(logits, targets);
  }

  /** Computes dloss/dlogits of the loss that {@link #forward} computed last. */
  public NDArray backward() {
    if (fusedPass) {
      return rows.backward();
    }
    long n = logProbabilities.getShape().get(0);
    long classes = logProbabilities.getShape().get(1);
    NDArray oneHot = targets.oneHot((int) classes, logProbabilities.getDataType());
    return logProbabilities.exp().subi(oneHot).divi(constants.scalar(n, logProbabilities));
  }
}
