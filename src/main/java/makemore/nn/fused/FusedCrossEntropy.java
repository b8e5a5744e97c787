package makemore.nn.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import makemore.nn.CrossEntropy;

/** {@link CrossEntropy} row by row in Java's own memory, which autograd cannot follow. */
public final class FusedCrossEntropy extends CrossEntropy {

  private final Rows logitRows = new Rows();
  private final Rows gradLogits = new Rows();
  private final Rows loss = new Rows(true);
  private Row[] probabilities;
  private long[] indices;

  @Override
  public NDArray forward(NDArray logits, NDArray targets) {
    indices = checkedTargets(logits, targets);
    probabilities = logitRows.read(logits);
    double sum = 0;
    for (int i = 0; i < indices.length; i++) {
      Row p = probabilities[i];
      double largest = p.get(0);
      for (int j = 1; j < p.size(); j++) {
        largest = Math.max(largest, p.get(j));
      }
      double logit = p.get((int) indices[i]) - largest;
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
    loss.like(logitRows, new Shape())[0].set(0, sum / indices.length);
    return loss.write();
  }

  @Override
  public NDArray backward() {
    if (indices == null) {
      return super.backward();
    }
    int n = indices.length;
    Row[] gradient = gradLogits.like(logitRows);
    for (int i = 0; i < n; i++) {
      int target = (int) indices[i];
      Row g = gradient[i].set(probabilities[i]);
      g.set(target, g.get(target) - 1);
      g.multiply(1.0 / n);
    }
    return gradLogits.write();
  }
}
