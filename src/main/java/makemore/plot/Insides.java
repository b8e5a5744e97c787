package makemore.plot;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSerializer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
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
        .serializeSpecialFloatingPointValues()
        .registerTypeAdapter(Double[][].class, rounding(4))
        .registerTypeAdapter(Double[].class, rounding(7))
        .create()
        .toJson(this);
  }

  private static JsonSerializer<Object[]> rounding(int digits) {
    Gson nulls = new GsonBuilder().serializeNulls().create();
    return (values, type, context) -> nulls.toJsonTree(rounded(values, digits));
  }

  private static Object[] rounded(Object[] values, int digits) {
    MathContext to = new MathContext(digits);
    return Arrays.stream(values)
        .map(
            value ->
                value instanceof Double[] row
                    ? rounded(row, digits)
                    : value == null ? null : new BigDecimal((Double) value).round(to).doubleValue())
        .toArray();
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
