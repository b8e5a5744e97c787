package makemore.verify;

import ai.djl.ndarray.types.DataType;
import makemore.verify.ComparedTensor.Check;

/**
 * Says how far the numbers of a run may be from PyTorch's run in double precision. No bound belongs
 * to a processor or a preset. The state file tells what rounding does to this very run, since
 * PyTorch made it three times.
 *
 * <p>The <em>rounding noise</em> is how far PyTorch's run in double precision went from its course
 * when each initial parameter was moved by one unit in the last place. It tells how much a run
 * magnifies rounding, and so what can be compared at all.
 */
public enum Precision {
  /**
   * Allows ten thousand times the rounding of one operation, or a hundred times the rounding noise.
   * A batch normalisation of two examples divides rounding by rounding, also in the first step,
   * whose noise is not known. PyTorch's run in single precision tells, whose rounding is 2^29 times
   * as large.
   */
  DOUBLE(DataType.FLOAT64, 1e-8),

  /**
   * Allows four times the largest distance between PyTorch's own runs in single and in double
   * precision, among the tensors of a kind or among all steps so far. Half a unit in the last place
   * stands for the distance if PyTorch is nearer than that by luck. Compares only as long as the
   * rounding noise of the losses is below five units in the last place of a double.
   */
  SINGLE(DataType.FLOAT32, 1e-15);

  static final double TIMES_FLOAT32_NOISE = 4;

  final DataType dataType;
  final Check check = Check.valueOf(name());

  /** Beyond this rounding noise nothing is compared. */
  final double largestNoise;

  Precision(DataType dataType, double largestNoise) {
    this.dataType = dataType;
    this.largestNoise = largestNoise;
  }

  /** Returns the relative difference that is allowed, NaN if a noise is. */
  double allowed(double noise, double float32Noise) {
    return this == DOUBLE
        ? Math.max(1e-12, Math.max(100 * noise, TIMES_FLOAT32_NOISE * 0x1p-29 * float32Noise))
        : TIMES_FLOAT32_NOISE * Math.max(0x1p-24, float32Noise);
  }
}
