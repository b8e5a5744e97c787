package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

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
public class CrossEntropy {

  private NDArray logProbabilities;
  private NDArray targets;

  /**
   * Computes the loss, and keeps what {@link #backward} needs.
   *
   * @throws IllegalArgumentException if there are not as many targets as rows of logits, or a
   *     target is not from 0 to classes - 1
   */
  public NDArray forward(NDArray logits, NDArray targets) {
    checkedTargets(logits, targets);
    this.targets = targets;
    logProbabilities = logits.logSoftmax(1);
    return logProbabilities.gather(targets.expandDims(1), 1).neg().mean();
  }

  /** Computes dloss/dlogits of the loss that {@link #forward} computed last. */
  public NDArray backward() {
    if (logProbabilities == null) {
      throw new IllegalStateException("CrossEntropy: call forward before backward");
    }
    NDArray probabilities = logProbabilities.exp();
    int classes = (int) probabilities.getShape().get(1);
    NDArray oneHot = targets.oneHot(classes, probabilities.getDataType());
    return probabilities.sub(oneHot).div(targets.size());
  }

  /** Reads the targets of logits; refuses those for which the loss is not defined. */
  protected final long[] checkedTargets(NDArray logits, NDArray targets) {
    Shape rows = logits.getShape();
    if (rows.dimension() != 2 || !targets.getShape().equals(new Shape(rows.head()))) {
      throw new IllegalArgumentException(
          String.format(
              "CrossEntropy: logits of shape %s and targets of shape %s, expected (n, classes) and"
                  + " (n)",
              rows, targets.getShape()));
    }
    return Inputs.indices("CrossEntropy", targets, rows.tail());
  }
}
