package makemore.verify;

import ai.djl.ndarray.types.DataType;
import makemore.verify.ComparedTensor.Check;

/**
 * How far the numbers of a run may be from PyTorch's run in double precision. No bound belongs to a
 * processor or a preset: what rounding does to this very run is known from the state file, where
 * PyTorch made it three times.
 *
 * <p>The <em>spread</em> is how far PyTorch's run in double precision went from its course when
 * each initial parameter was moved by one unit in the last place. It says how much a run magnifies
 * rounding, and so what can be compared at all.
 */
public enum Precision {
  /** Held to ten thousand times the rounding of one operation, or to a hundred times the spread. */
  DOUBLE(DataType.FLOAT64, StateFile.SPREAD, 1e-12, 100, 1e-8),

  /**
   * Held to four times the largest distance between PyTorch's own runs in single and in double
   * precision, among the tensors of a kind or among all steps so far; or to four times half a unit
   * in the last place, if PyTorch is nearer than that by luck. Only as long as a run does not
   * magnify rounding: the losses spread by less than five units in the last place.
   */
  SINGLE(DataType.FLOAT32, StateFile.FLOAT32, 4 * 0x1p-24, 4, 1e-15);

  final DataType dataType;
  final Check check = Check.valueOf(name());

  /** What the names of those arrays of the state file begin with that tell the noise. */
  final String noise;

  private final double least;
  private final double times;
  private final double largestSpread;

  Precision(DataType dataType, String noise, double least, double times, double largestSpread) {
    this.dataType = dataType;
    this.noise = noise;
    this.least = least;
    this.times = times;
    this.largestSpread = largestSpread;
  }

  /** The relative difference that is allowed where there is so much noise. */
  double allowed(double noise) {
    return Math.max(least, times * noise);
  }

  /** Whether rounding is magnified so much that nothing can be said; not if NaN, which is wrong. */
  boolean isTooMuch(double spread) {
    return spread > largestSpread;
  }

  /** Whether noise of this {@link StateFile#closestDraw} cannot have made other names. */
  boolean isCertain(double closestDraw) {
    return times * closestDraw < 1;
  }
}
