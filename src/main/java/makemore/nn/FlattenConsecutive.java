package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Joins neighbours in time: the features of each n time steps stand side by side. Level by level,
 * with layers in between, a context becomes one vector; if n is the whole context, it does so at
 * once.
 *
 * <pre>
 * forward:   y = x, read row by row as fewer and longer rows
 * backward:  dL/dx = dL/dy, read as rows of x again
 *
 * x, dL/dx   (batch, time, features)
 * y, dL/dy   (batch, time / n, n * features), or (batch, n * features) where time is n
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1609.03499">van den Oord et al. 2016, WaveNet</a>
 */
public final class FlattenConsecutive extends Layer {

  private final long n;
  private Shape inputShape;

  public FlattenConsecutive(long n) {
    this.n = n;
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    inputShape = x.getShape();
    return x.reshape(getOutputShapes(new Shape[] {inputShape})[0]);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    return gradOutput.reshape(inputShape);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    if (x.dimension() != 3 || n < 1 || x.get(1) < n || x.get(1) % n != 0) {
      throw Inputs.wrongShape(this, x, "(batch, time, features), time a multiple of " + n);
    }
    long features = n * x.get(2);
    Shape flat = new Shape(x.get(0), features);
    return new Shape[] {x.get(1) == n ? flat : new Shape(x.get(0), x.get(1) / n, features)};
  }

  @Override
  public String toString() {
    return "FlattenConsecutive(" + n + ")";
  }
}
