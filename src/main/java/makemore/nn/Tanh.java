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
public class Tanh extends Layer {

  private NDArray y;

  public Tanh() {}

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    y = x.tanh();
    return y;
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray slope = y.onesLike().sub(y.square());
    return slope.mul(gradOutput);
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
