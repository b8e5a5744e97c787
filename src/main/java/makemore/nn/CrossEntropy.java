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

  /** Creates the loss. */
  public CrossEntropy() {}

  /**
   * Computes each example's loss and keeps what {@link #backward} needs.
   *
   * @param logits the network's output
   * @param targets the right classes
   * @return -log of the probability of each right class, in nats, of the shape (n, 1)
   * @throws IllegalArgumentException if there are not as many targets as rows of logits
   */
  public NDArray losses(NDArray logits, NDArray targets) {
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
    this.targets = targets;
    logProbabilities = logits.logSoftmax(1);
    return logProbabilities.gather(targets.expandDims(1), 1).neg();
  }

  /**
   * Computes the loss and keeps what {@link #backward} needs.
   *
   * @param logits the network's output
   * @param targets the right classes
   * @return the loss
   * @throws IllegalArgumentException if there are not as many targets as rows of logits
   */
  public NDArray forward(NDArray logits, NDArray targets) {
    return losses(logits, targets).mean();
  }

  /**
   * Computes the gradient of the loss that {@link #forward} computed last.
   *
   * @return the gradient with respect to the logits
   */
  public NDArray backward() {
    long n = logProbabilities.getShape().get(0);
    long classes = logProbabilities.getShape().get(1);
    NDArray oneHot = Embedding.rows(constants.identity(classes, logProbabilities), targets);
    return logProbabilities.exp().subi(oneHot).divi(constants.scalar(n, logProbabilities));
  }
}
