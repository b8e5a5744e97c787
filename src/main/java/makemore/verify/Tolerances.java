package makemore.verify;

import makemore.train.Preset;
import makemore.verify.ComparedTensor.Tolerance;

/**
 * How far our numbers may be from PyTorch's: at most five times what was measured with 1,001 steps,
 * of PyTorch with AVX-512 and us with AVX-512 or AVX2. What is drawn has no tolerance.
 *
 * @param output of the layers at the first step
 * @param gradient of the outputs and parameters at the first step
 * @param firstLosses of the first ten steps
 * @param losses of the later steps
 * @param end of the parameters and running statistics
 * @param splitLosses of the finished network
 */
record Tolerances(
    Tolerance output,
    Tolerance gradient,
    Tolerance firstLosses,
    Tolerance losses,
    Tolerance end,
    Tolerance splitLosses) {

  private static final Tolerance OUTPUT = new Tolerance(1e-5, 5e-6);
  private static final Tolerance LOSSES = new Tolerance(4e-6, 1e-6);
  private static final Tolerance SPLIT_LOSSES = new Tolerance(3e-7, 1e-7);

  /**
   * The tolerances of a preset.
   *
   * @param preset the preset
   * @return its tolerances
   */
  static Tolerances of(Preset preset) {
    return switch (preset) {
      // Weights from N(0, 1) magnify rounding from step to step: PyTorch with AVX2 is as far from
      // PyTorch with AVX-512, 3e-3 in a loss, and without either 3e-2.
      case MLP ->
          new Tolerances(
              new Tolerance(3e-5, 5e-6),
              new Tolerance(1e-6, 5e-7),
              new Tolerance(2e-5, 1e-6),
              new Tolerance(3e-2, 1e-3),
              new Tolerance(1e-2, 4e-3),
              new Tolerance(9e-4, 2e-4));
      case MLP_BN -> stable(new Tolerance(5e-8, 1e-6), new Tolerance(3e-6, 3e-6));
      case DEEP -> stable(new Tolerance(1e-7, 1.5e-6), new Tolerance(5e-6, 1e-5));
      case DEEP_BN -> stable(new Tolerance(1e-7, 3e-6), new Tolerance(2e-5, 1.5e-5));
    };
  }

  private static Tolerances stable(Tolerance gradient, Tolerance end) {
    return new Tolerances(OUTPUT, gradient, LOSSES, LOSSES, end, SPLIT_LOSSES);
  }
}
