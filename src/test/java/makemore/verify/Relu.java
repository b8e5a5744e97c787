package makemore.verify;

import ai.djl.ndarray.NDArray;
import makemore.nn.Layer;

/** The layer of the library page's example: y = max(x, 0), dL/dx = dL/dy where x > 0. */
final class Relu extends Layer {
  private NDArray x;

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    this.x = x;
    return x.maximum(0);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    return gradOutput.mul(x.gt(0).toType(x.getDataType(), false));
  }
}
