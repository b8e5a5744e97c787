package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import makemore.random.TorchGenerator;

/**
 * How a parameter starts: N(0, 1), scaled.
 *
 * <p>float32 rounds after each operation, so the order of the operations is part of the numbers;
 * here it is always: draw, times {@code drawnTimes}, divided by sqrt(fan in), times {@code gain}.
 * The lesson's first part multiplies by the gain before it divides, its second part afterwards.
 *
 * @param drawnTimes is multiplied with what was drawn; if 0, nothing is drawn
 * @param byFanIn whether to divide by the square root of the number of inputs, so that the outputs'
 *     spread is the inputs'
 * @param gain is multiplied last
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, Delving Deep into Rectifiers</a>
 */
public record InitialValues(double drawnTimes, boolean byFanIn, double gain)
    implements Initializer {

  /** N(0, 1) as drawn. */
  public static final InitialValues DRAWN = new InitialValues(1, false, 1);

  /** Drawn from N(0, 1), then multiplied by 0: what is drawn afterwards depends on the draw. */
  public static final InitialValues DRAWN_TIMES_ZERO = new InitialValues(1, false, 0);

  /** 0, without a draw. */
  public static final InitialValues ZERO = new InitialValues(0, false, 0);

  /** N(0, 1) / sqrt(fan in). */
  public static final InitialValues FAN_IN = new InitialValues(1, true, 1);

  /** What makes up for the narrowing that a tanh does, 5/3. */
  public static final double TANH_GAIN = 5.0 / 3;

  /** The same with another gain, in the place of all that the draws were multiplied with. */
  public InitialValues withGain(double newGain) {
    return new InitialValues(1, byFanIn, newGain);
  }

  /** Draws FLOAT32 values of the shape (inFeatures, outFeatures), or any if not by fan in. */
  NDArray draw(TorchGenerator generator, NDManager manager, Shape shape) {
    if (drawnTimes == 0) {
      return manager.zeros(shape);
    }
    NDArray values = generator.randn(manager, shape);
    if (drawnTimes != 1) {
      values.muli(drawnTimes);
    }
    if (byFanIn) {
      values.divi(Math.sqrt(shape.get(0)));
    }
    return gain == 1 ? values : values.muli(gain);
  }

  /** DJL's way in, which knows no generator but the engine's. */
  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    return draw(TorchGenerator.inPresentState(), manager, shape).toType(dataType, false);
  }
}
