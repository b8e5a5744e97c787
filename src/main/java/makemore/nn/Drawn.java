package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import makemore.random.TorchGenerator;

/** How a parameter starts, where that may be drawn from a generator. */
public interface Drawn extends Initializer {

  /**
   * Draws a parameter's initial values.
   *
   * @param generator what is drawn from
   * @param manager owns the result
   * @param shape the parameter's shape
   * @return the values, FLOAT32
   */
  NDArray draw(TorchGenerator generator, NDManager manager, Shape shape);

  /** DJL's way in, which knows no generator but the engine's. */
  @Override
  default NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    return draw(TorchGenerator.inPresentState(), manager, shape).toType(dataType, false);
  }
}
