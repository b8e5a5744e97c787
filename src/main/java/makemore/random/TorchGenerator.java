package makemore.random;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

  private TorchGenerator() {}

  /** Seeds the engine's generator; as in PyTorch only the seed's low 32 bits count. */
  public static TorchGenerator manualSeed(long seed) {
    Engine.getInstance().setRandomSeed((int) seed);
    return new TorchGenerator();
  }

  /** Draws what {@code torch.randn(shape, generator=g)} draws, N(0, 1) in FLOAT32. */
  public NDArray randn(NDManager manager, Shape shape) {
    return manager.randomNormal(0, 1, shape, DataType.FLOAT32);
  }

  /**
   * Draws what {@code torch.randint(0, high, (count,), generator=g)} draws, numbers from 0 to high
   * - 1. One call for many numbers gives the same stream as many calls for few.
   */
  public long[] randint(long high, int count) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return manager.randomInteger(0, high, new Shape(count), DataType.INT64).toLongArray();
    }
  }

  /**
   * Draws what {@code torch.multinomial(probabilities, num_samples=1, generator=g)} draws: {@code
   * argmax(p / q)} where each q is exponentially distributed, {@code q = -log1p(-u)}.
   *
   * @param p the probability of each class
   * @param dataType FLOAT32 or FLOAT64, to which PyTorch would round the ratio
   * @throws IllegalArgumentException if a probability is NaN, as in PyTorch
   */
  public int multinomial(double[] p, DataType dataType, NDManager manager) {
    double[] u;
    try (NDArray uniform = manager.randomUniform(0, 1, new Shape(p.length), DataType.FLOAT64)) {
      u = uniform.toDoubleArray();
    }
    int best = 0;
    double bestRatio = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i++) {
      if (Double.isNaN(p[i])) {
        throw new IllegalArgumentException("the probability of class " + i + " is NaN");
      }
      double q = -Math.log1p(-u[i]);
      double ratio = dataType == DataType.FLOAT32 ? (float) p[i] / (float) q : p[i] / q;
      if (ratio > bestRatio) {
        bestRatio = ratio;
        best = i;
      }
    }
    return best;
  }
}
