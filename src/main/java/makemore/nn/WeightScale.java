package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import makemore.random.TorchGenerator;

/**
 * How wide a parameter's initial values are spread: N(0, 1), scaled.
 *
 * <p>float32 rounds after each operation, so the order of the operations is part of the numbers;
 * here it is always: draw, times {@code drawnTimes}, divided by sqrt(fan in), times {@code gain}.
 * The lesson's first part multiplies by the gain before it divides, its second part afterwards.
 *
 * @param drawnTimes is multiplied with what was drawn
 * @param byFanIn whether to divide by the square root of the number of inputs, so that the outputs'
 *     spread is the inputs'
 * @param gain is multiplied last
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015, Delving Deep into Rectifiers</a>
 */
public record WeightScale(double drawnTimes, boolean byFanIn, double gain) implements Drawn {

  /** N(0, 1) as drawn. */
  public static final WeightScale PLAIN = new WeightScale(1, false, 1);

  /** N(0, 1) / sqrt(fan in). */
  public static final WeightScale FAN_IN = new WeightScale(1, true, 1);

  /** What makes up for the narrowing that a tanh does, 5/3. */
  public static final double TANH_GAIN = 5.0 / 3;

  /**
   * The same with another gain, in the place of all that the draws were multiplied with.
   *
   * @param newGain the new gain
   * @return the new scale
   */
  public WeightScale withGain(double newGain) {
    return new WeightScale(1, byFanIn, newGain);
  }

  /** {@inheritDoc} The shape is (inFeatures, outFeatures), or any if not by fan in. */
  @Override
  public NDArray draw(TorchGenerator generator, NDManager manager, Shape shape) {
    NDArray values = generator.randn(manager, shape);
    if (drawnTimes != 1) {
      values.muli(drawnTimes);
    }
    if (byFanIn) {
      values.divi(Math.sqrt(shape.get(0)));
    }
    return gain == 1 ? values : values.muli(gain);
  }
}
