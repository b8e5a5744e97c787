package makemore.plot;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.List;

/**
 * What the page's microscope and glass are drawn from, at each moment of the slider.
 *
 * @param moments in order, each with the label that the charts' frames have
 */
public record Insides(List<Moment> moments) {

  /** Its text for a script, the numbers as short as what is drawn of them allows. */
  String json() {
    return new GsonBuilder()
        .registerTypeAdapter(Double[][].class, rounding(4))
        .registerTypeAdapter(Double[].class, rounding(7))
        .create()
        .toJson(this);
  }

  private static JsonSerializer<Object[]> rounding(int digits) {
    return (values, type, context) -> {
      JsonArray all = new JsonArray();
      for (Object value : values) {
        all.add(
            value instanceof Double[] row
                ? rounding(digits).serialize(row, type, context)
                : value == null ? JsonNull.INSTANCE : new JsonPrimitive(rounded(value, digits)));
      }
      return all;
    };
  }

  private static double rounded(Object value, int digits) {
    return PageCurve.rounded(new double[] {(Double) value}, digits)[0];
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
      List<Normalised> normalised) {}

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
      Double[] outputGradients) {}
}
