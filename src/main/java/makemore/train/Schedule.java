package makemore.train;

/**
 * The learning rate of each step: constant, then a tenth.
 *
 * @param learningRate the rate from step 0
 * @param decayAt the first step with a tenth of that rate
 */
public record Schedule(double learningRate, int decayAt) {

  /** The learning rate of a step. */
  public double at(int step) {
    return step < decayAt ? learningRate : learningRate / 10;
  }
}
