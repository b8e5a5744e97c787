package makemore.inspect;

import java.util.List;

/**
 * The numbers of a run from which {@link Diagnosis} derives what is right and wrong.
 *
 * @param knowingNothing the loss of a network that knows nothing, ln(size of the vocabulary)
 * @param startLoss the loss of step 0, in nats
 * @param finalLoss the mean of the last losses; NaN where training diverged
 * @param steps the number of steps made
 * @param batchSize the number of examples in a step
 * @param batchNorm whether there are batch normalisations
 * @param decayed whether the learning rate had come down when training ended
 * @param start each Tanh at the first recorded step, in order
 * @param end each Tanh at the last recorded step, in order
 * @param matrices each weight matrix, the embedding first
 */
public record Measurements(
    double knowingNothing,
    double startLoss,
    double finalLoss,
    int steps,
    int batchSize,
    boolean batchNorm,
    boolean decayed,
    List<TanhNumbers> start,
    List<TanhNumbers> end,
    List<MatrixNumbers> matrices) {

  /**
   * A Tanh in one step.
   *
   * @param layer its index among the layers
   * @param inputStd the standard deviation of the pre-activations
   * @param outputStd the standard deviation of the activations
   * @param saturatedPercent percent of the activations above {@link Recorder#SATURATED}
   * @param gradientStd the standard deviation of the gradient at the activations
   * @param neurons the number of neurons
   * @param dead how many of them are above {@link Recorder#DEAD} for every example
   */
  public record TanhNumbers(
      int layer,
      double inputStd,
      double outputStd,
      double saturatedPercent,
      double gradientStd,
      int neurons,
      int dead) {}

  /**
   * A weight matrix.
   *
   * @param parameter its index among the parameters
   * @param update log10 of update to data, the median over the steps at the full learning rate, the
   *     first hundred apart
   * @param lateUpdate the same at the last recorded step
   * @param gradientToData the standard deviation of its gradient divided by its own, at the last
   *     recorded step
   */
  public record MatrixNumbers(
      int parameter, double update, double lateUpdate, double gradientToData) {}

  /**
   * The same run, known to have ended with a loss that is NaN or infinite.
   *
   * @return the measurements with NaN for the final loss
   */
  public Measurements diverged() {
    return new Measurements(
        knowingNothing,
        startLoss,
        Double.NaN,
        steps,
        batchSize,
        batchNorm,
        decayed,
        start,
        end,
        matrices);
  }
}
