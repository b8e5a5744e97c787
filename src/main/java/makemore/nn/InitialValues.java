package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;

/**
 * How a parameter starts: N(0, 1), scaled.
 *
 * <p>float32 rounds after each operation, so the order of the operations is part of the numbers. It
 * is always: draw, multiply by {@code drawnTimes}, divide by sqrt(fan in), multiply by {@code
 * gain}. The lesson's first part multiplies before it divides, its second part afterwards.
 *
 * @param drawnTimes is multiplied with what was drawn; if 0, nothing is drawn
 * @param byFanIn whether to divide by sqrt(fan in), so that outputs are as large as inputs
 * @param gain is multiplied last
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, Delving Deep into Rectifiers</a>
 */
public record InitialValues(double drawnTimes, boolean byFanIn, double gain)
    implements Initializer {

  /** N(0, 1) as drawn. */
  public static final InitialValues DRAWN = new InitialValues(1, false, 1);

  /** N(0, 1) / sqrt(fan in). */
  public static final InitialValues FAN_IN = new InitialValues(1, true, 1);

  /** Returns how a parameter starts by default; null leaves it to DJL's type. */
  static InitialValues standard(Parameter.Type type, Shape shape) {
    return switch (type) {
      case WEIGHT -> shape.dimension() == 2 ? FAN_IN : DRAWN;
      case OTHER -> DRAWN;
      default -> null;
    };
  }

  /** Draws from the engine's generator, in FLOAT32; by fan in, the shape is (in, out). */
  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    if (drawnTimes == 0) {
      return manager.zeros(shape, dataType);
    }
    NDArray values = manager.randomNormal(0, 1, shape, DataType.FLOAT32);
    if (drawnTimes != 1) {
      values.muli(drawnTimes);
    }
    if (byFanIn) {
      values.divi(Math.sqrt(shape.get(0)));
    }
    return (gain == 1 ? values : values.muli(gain)).toType(dataType, false);
  }
}
