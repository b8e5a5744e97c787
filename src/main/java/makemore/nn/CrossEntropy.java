package makemore.nn;

import ai.djl.ndarray.NDArray;

/**
 * The loss, and its gradient, in one go: the mean over the batch of -log of the probability that
 * softmax(logits) gives to the right class.
 *
 * <pre>
 * forward:   loss = -mean(log(softmax(logits))[i, targets[i]])
 * backward:  dloss/dlogits = (softmax(logits) - onehot(targets)) / n
 *
 * logits, dloss/dlogits   (n, classes)
 * targets                 (n), whole numbers from 0 to classes - 1
 * loss                    one number, in nats; ln(classes) for one who knows nothing
 * </pre>
 *
 * @param loss the loss, of shape ()
 * @param logitsGradient the gradient of the loss with respect to the logits, of their shape
 */
public record CrossEntropy(NDArray loss, NDArray logitsGradient) {

  /**
   * Computes the loss and its gradient.
   *
   * @param logits the network's output, of shape (n, classes)
   * @param targets the right classes, of shape (n)
   * @return both
   */
  public static CrossEntropy of(NDArray logits, NDArray targets) {
    long n = logits.getShape().get(0);
    long classes = logits.getShape().get(1);
    NDArray logProbabilities = logits.logSoftmax(1);
    NDArray oneHot = targets.oneHot((int) classes, logits.getDataType());
    return new CrossEntropy(
        negativeMean(logProbabilities, targets), logProbabilities.exp().subi(oneHot).divi(n));
  }

  /**
   * Computes the loss alone.
   *
   * @param logits the network's output, of shape (n, classes)
   * @param targets the right classes, of shape (n)
   * @return the loss, of shape ()
   */
  public static NDArray loss(NDArray logits, NDArray targets) {
    return negativeMean(logits.logSoftmax(1), targets);
  }

  private static NDArray negativeMean(NDArray logProbabilities, NDArray targets) {
    return logProbabilities.gather(targets.expandDims(1), 1).mean().neg();
  }
}
