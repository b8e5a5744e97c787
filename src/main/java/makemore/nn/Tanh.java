package makemore.nn;

import ai.djl.ndarray.NDArray;

/**
 * The hyperbolic tangent of each element.
 *
 * <pre>
 * forward:   y = tanh(x)
 * backward:  dL/dx = (1 - y^2) dL/dy
 *
 * x, y, dL/dx, dL/dy   all of one shape, any
 * </pre>
 *
 * <p>Where y is near -1 or 1 the layer is saturated: 1 - y^2 is almost 0, and hardly any gradient
 * passes.
 */
public final class Tanh extends Layer {

  private final Constants constants = new Constants();
  private final FusedTanh fused = new FusedTanh();
  private NDArray y;

  public Tanh() {}

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    if (isFusedPass()) {
      return fused.forward(x);
    }
    y = x.tanh();
    return y;
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    if (isFusedPass()) {
      return fused.backward(gradOutput);
    }
    NDArray one = constants.scalar(1, y);
    return one.sub(y.square()).muli(gradOutput);
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
