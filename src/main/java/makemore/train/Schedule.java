package makemore.train;

/** The learning rate of each step: constant, then a tenth. */
public record Schedule(double learningRate, int decayAt) {

  public double at(int step) {
    return step < decayAt ? learningRate : learningRate / 10;
  }
}
