package makemore.plot;

import java.util.Arrays;
import java.util.List;

/**
 * What the page's microscope and glass are drawn from, at each moment of the slider.
 *
 * @param moments in order, each with the label that the charts' frames have
 */
public record Insides(List<Moment> moments) {

  private static Double[] rounded(Double[] values, int digits) {
    return PageCurve.numbers(
        Arrays.stream(values).mapToDouble(v -> v == null ? Double.NaN : v).toArray(), digits);
  }

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
      List<Normalised> normalised) {

    /** Keeps four digits of the pre-activations, more than can be seen. */
    public HiddenLayer {
      preActivations =
          Arrays.stream(preActivations).map(all -> rounded(all, 4)).toArray(Double[][]::new);
    }
  }

  /**
   * A neuron of a batch normalisation, for the glass.
   *
   * @param runningStd the square root of the running variance plus epsilon
   * @param inputs x, for each example of the batch
   * @param outputGradients dL/dy, for each example
   */
  public record Normalised(
      int neuron,
      double gamma,
      double beta,
      double epsilon,
      double runningMean,
      double runningStd,
      Double[] inputs,
      Double[] outputGradients) {

    /** Keeps seven digits, as many as a float has. */
    public Normalised {
      inputs = rounded(inputs, 7);
      outputGradients = rounded(outputGradients, 7);
    }
  }
}
