package makemore.nn;

import makemore.nn.Architecture.Placement;

/**
 * How the parameters start. The embedding's values are always N(0, 1).
 *
 * @param outputGamma the gamma of a batch normalisation after the last Linear; a small one makes
 *     the first predictions nearly uniform
 */
public record Initialization(
    InitialValues hiddenWeight,
    InitialValues outputWeight,
    InitialValues bias,
    double outputGamma) {

  /** Every weight and bias N(0, 1) as drawn, every gamma 1. */
  public static final Initialization PLAIN =
      new Initialization(InitialValues.DRAWN, InitialValues.DRAWN, InitialValues.DRAWN, 1);

  private static final double SMALL = 0.1;

  /**
   * Every weight N(0, 1) / sqrt(fan in), every bias 0. A hidden layer that no batch normalisation
   * follows has the gain of a tanh, 5/3. The logits are made small: the last gamma is 0.1, or else
   * the last weights are times 0.1.
   */
  public static Initialization scaled(Placement placement) {
    double hiddenGain = placement == Placement.NOWHERE ? InitialValues.TANH_GAIN : 1;
    Initialization large =
        new Initialization(
            InitialValues.FAN_IN.withGain(hiddenGain), InitialValues.FAN_IN, InitialValues.ZERO, 1);
    return large.withLastLayerGain(placement, SMALL);
  }

  /** Whether the hidden layers' weights depend on the number of inputs. */
  public boolean isScaled() {
    return hiddenWeight.byFanIn();
  }

  public Initialization withGain(double gain) {
    return new Initialization(hiddenWeight.withGain(gain), outputWeight, bias, outputGamma);
  }

  /**
   * The same with another size of the logits.
   *
   * @param gain the gamma of a batch normalisation after the last Linear; where there is none, the
   *     gain of the last Linear's weights
   */
  public Initialization withLastLayerGain(Placement placement, double gain) {
    return placement == Placement.EVERYWHERE
        ? new Initialization(hiddenWeight, outputWeight, bias, gain)
        : new Initialization(hiddenWeight, outputWeight.withGain(gain), bias, outputGamma);
  }
}
