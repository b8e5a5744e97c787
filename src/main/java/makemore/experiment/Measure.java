package makemore.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What is measured of a variant: a number, or a number for each layer. */
public enum Measure {
  /** The first batch's loss. */
  START_LOSS("%.4f", numbers -> numbers.inside().startLoss()),
  /** The first batch's loss, less that of uniform predictions. */
  START_LOSS_EXCESS("%.4f", Numbers::startLossExcess),
  /** The finished network's loss of what it learned from. */
  TRAIN_LOSS("%.4f", numbers -> numbers.loss().train()),
  /** The finished network's loss of what settings are chosen with. */
  VALIDATION_LOSS("%.4f", numbers -> numbers.loss().validation()),
  /** Percent of each layer's outputs that are saturated, at the start. */
  SATURATED_AT_START("%.0f", true, Numbers::saturatedAtStart),
  /** Percent of each layer's outputs that are saturated, at the end. */
  SATURATED_AT_END("%.0f", true, Numbers::saturatedAtEnd),
  /** Percent of the outputs that are saturated, at the end, of the layer with the most. */
  MOST_SATURATED("%.1f", Numbers::mostSaturated),
  /** log10 of the standard deviation of the gradient at each layer's output, at the start. */
  LOG_GRADIENTS_AT_START("%.2f", true, Numbers::logGradientsAtStart),
  /** The last over the first layer's standard deviation of the gradient, at the start. */
  GRADIENT_RATIO("%.2g", Numbers::gradientRatio),
  /** log10 of the update over the data. */
  UPDATE_RATIO("%.2f", Numbers::updateRatio),
  /** Neurons that are saturated for each example of the last batch. */
  DEAD_NEURONS("%.0f", Numbers::deadNeurons);

  private final String format;
  private final boolean perLayer;
  private final Function<Numbers, List<Double>> values;

  Measure(String format, ToDoubleFunction<Numbers> value) {
    this(format, false, numbers -> List.of(value.applyAsDouble(numbers)));
  }

  Measure(String format, boolean perLayer, Function<Numbers, List<Double>> values) {
    this.format = format;
    this.perLayer = perLayer;
    this.values = values;
  }

  /**
   * Whether there is a number for each layer.
   *
   * @return false if there is one number
   */
  public boolean perLayer() {
    return perLayer;
  }

  /**
   * What was measured.
   *
   * @param numbers all that was measured in a run
   * @return one number, or one for each layer
   */
  public List<Double> of(Numbers numbers) {
    return values.apply(numbers);
  }

  /** A number with as many digits as the measure deserves. */
  String format(double number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** The name of the column, such as {@code validation loss}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
