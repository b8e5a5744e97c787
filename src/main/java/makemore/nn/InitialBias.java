package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;

/** How biases start. */
public enum InitialBias implements Initializer {
  /** 0, without a draw. */
  ZERO,
  /** N(0, 1). */
  NORMAL,
  /** Drawn from N(0, 1), then multiplied by 0: what is drawn afterwards depends on the draw. */
  NORMAL_TIMES_ZERO;

  /**
   * Makes a bias's first values.
   *
   * @param manager owns the result
   * @param shape the shape of the bias
   * @param dataType FLOAT32, or FLOAT64 to check gradients
   * @return the values
   */
  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    return switch (this) {
      case ZERO -> manager.zeros(shape, dataType);
      case NORMAL -> manager.randomNormal(0, 1, shape, dataType);
      case NORMAL_TIMES_ZERO -> manager.randomNormal(0, 1, shape, dataType).muli(0);
    };
  }
}
