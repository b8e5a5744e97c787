package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import makemore.random.TorchGenerator;

/** How biases start. */
public enum InitialBias implements Drawn {
  /** 0, without a draw. */
  ZERO,
  /** N(0, 1). */
  NORMAL,
  /** Drawn from N(0, 1), then multiplied by 0: what is drawn afterwards depends on the draw. */
  NORMAL_TIMES_ZERO;

  @Override
  public NDArray draw(TorchGenerator generator, NDManager manager, Shape shape) {
    return switch (this) {
      case ZERO -> manager.zeros(shape);
      case NORMAL -> generator.randn(manager, shape);
      case NORMAL_TIMES_ZERO -> generator.randn(manager, shape).muli(0);
    };
  }
}
