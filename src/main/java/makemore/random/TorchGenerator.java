package makemore.random;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * PyTorch's CPU generator: the same seed gives the same numbers as {@code
 * torch.Generator().manual_seed(seed)}.
 *
 * <p>The engine has one generator for the whole process. Creating a {@code TorchGenerator} seeds
 * it, and whatever else draws from it, another {@code TorchGenerator} for one, advances this one
 * too: use them one after the other.
 */
public final class TorchGenerator {

  private final NDManager manager;

  private TorchGenerator(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Seeds the engine's generator.
   *
   * @param manager owns the arrays that are drawn
   * @param seed the seed; as in PyTorch only its low 32 bits count
   * @return the generator in its first state
   */
  public static TorchGenerator manualSeed(NDManager manager, long seed) {
    Engine.getInstance().setRandomSeed((int) seed);
    return new TorchGenerator(manager);
  }

  /**
   * Draws what {@code torch.randn(shape, generator=g)} draws.
   *
   * @param shape the shape of the result
   * @return numbers from N(0, 1), FLOAT32
   */
  public NDArray randn(Shape shape) {
    return manager.randomNormal(0, 1, shape, DataType.FLOAT32);
  }

  /**
   * Draws what {@code torch.randint(0, high, (count,), generator=g)} draws. One call for many
   * numbers gives the same stream as many calls for few.
   *
   * @param high the bound, exclusive
   * @param count how many numbers to draw
   * @return numbers from 0 to high - 1
   */
  public long[] randint(long high, int count) {
    try (NDArray drawn = manager.randomInteger(0, high, new Shape(count), DataType.INT64)) {
      return drawn.toLongArray();
    }
  }

  /**
   * Draws what {@code torch.multinomial(probabilities, num_samples=1, generator=g)} draws: {@code
   * argmax(p / q)} where each q is exponentially distributed, {@code q = -log1p(-u)}.
   *
   * @param probabilities the probability of each class, FLOAT32, shape (classes) or (1, classes)
   * @return the number of the class drawn
   * @throws IllegalArgumentException if a probability is NaN, as in PyTorch
   */
  public int multinomial(NDArray probabilities) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray uniform = manager.randomUniform(0, 1, probabilities.getShape(), DataType.FLOAT64);
      float[] p = probabilities.toFloatArray();
      double[] u = uniform.toDoubleArray();
      int best = 0;
      float bestRatio = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < p.length; i++) {
        if (Float.isNaN(p[i])) {
          throw new IllegalArgumentException("the probability of class " + i + " is NaN");
        }
        float ratio = p[i] / (float) -Math.log1p(-u[i]);
        if (ratio > bestRatio) {
          bestRatio = ratio;
          best = i;
        }
      }
      return best;
    }
  }
}
