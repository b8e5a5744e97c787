package makemore.plot;

import java.util.List;

/**
 * What the page's microscope and glass are drawn from, at each moment of the slider.
 *
 * @param moments in order, each with the label that the charts' frames have
 */
public record Insides(List<Moment> moments) {

  public record Moment(String label, List<HiddenLayer> layers) {}

  /**
   * A hidden layer, for the microscope.
   *
   * @param name such as "hidden 1 (tanh)"
   * @param neurons which of its neurons are kept
   * @param saturatedPercent of each of these, over the probe, percent of the examples
   * @param preActivations of each of these, what the tanh is given for each example of the batch;
   *     null for a number that is not finite
   * @param normalised the neurons under glass; none without batch normalisation
   */
  public record HiddenLayer(
      String name,
      int[] neurons,
      Double[] saturatedPercent,
      Double[][] preActivations,
      List<Normalised> normalised) {}

  /**
   * A neuron of a batch normalisation, for the glass; null stands for a number that is not finite.
   *
   * @param runningStd the running standard deviation
   * @param inputs x, for each example of the batch
   * @param outputGradients dL/dy, for each example
   */
  public record Normalised(
      int neuron,
      Double gamma,
      Double beta,
      Double epsilon,
      Double runningMean,
      Double runningStd,
      Double[] inputs,
      Double[] outputGradients) {}
}
