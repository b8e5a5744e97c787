package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** {@link CrossEntropy}, row by row in Java's own memory. */
final class FusedCrossEntropy {

  private final Rows logits = new Rows();
  private final Rows gradLogits = new Rows();
  private final Rows loss = new Rows(true);
  private Row[] probabilities;
  private long[] targets;

  NDArray forward(NDArray logitsArray, NDArray targetArray) {
    targets = targetArray.toLongArray();
    probabilities = logits.read(logitsArray);
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      Row p = probabilities[i];
      double largest = p.get(0);
      for (int j = 1; j < p.size(); j++) {
        largest = Math.max(largest, p.get(j));
      }
      double logit = p.get((int) targets[i]) - largest;
      double total = 0;
      for (int j = 0; j < p.size(); j++) {
        // At most 1, and softmax is the same.
        double e = Math.exp(p.get(j) - largest);
        p.set(j, e);
        total += e;
      }
      p.multiply(1 / total);
      sum += Math.log(total) - logit;
    }
    loss.like(logits, new Shape())[0].set(0, sum / targets.length);
    return loss.write();
  }

  NDArray backward() {
    int n = targets.length;
    Row[] gradient = gradLogits.like(logits);
    for (int i = 0; i < n; i++) {
      int target = (int) targets[i];
      Row g = gradient[i].set(probabilities[i]);
      g.set(target, g.get(target) - 1);
      g.multiply(1.0 / n);
    }
    return gradLogits.write();
  }
}
