package makemore.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What is measured of a variant: a number, or a number for each layer. */
public enum Measure {
  /** The first batch's loss. */
  START_LOSS(4, numbers -> numbers.inside().startLoss()),
  /** The first batch's loss, less that of a network that knows nothing. */
  START_LOSS_EXCESS(4, Numbers::startLossExcess),
  /** The finished network's loss of what it learned from. */
  TRAIN_LOSS(4, numbers -> numbers.loss().train()),
  /** The finished network's loss of what settings are chosen with. */
  VALIDATION_LOSS(4, numbers -> numbers.loss().validation()),
  /** The finished network's loss of what it is judged by. */
  TEST_LOSS(4, numbers -> numbers.loss().test()),
  /** Percent of each layer's outputs that are saturated, at the start. */
  SATURATED_AT_START(0, true, Numbers::saturatedAtStart),
  /** Percent of each layer's outputs that are saturated, at the end. */
  SATURATED_AT_END(0, true, Numbers::saturatedAtEnd),
  /** Percent of the outputs that are saturated, at the end, of the layer with the most. */
  MOST_SATURATED(1, Numbers::mostSaturated),
  /** log10 of the standard deviation of the gradient at each layer's output, at the start. */
  LOG_GRADIENTS_AT_START(2, true, Numbers::logGradientsAtStart),
  /** The last over the first layer's standard deviation of the gradient, at the start. */
  GRADIENT_RATIO(3, Numbers::gradientRatio),
  /** log10 of the update over the data. */
  UPDATE_RATIO(2, Numbers::updateRatio),
  /** Neurons that are saturated for each example of the last batch. */
  DEAD_NEURONS(0, Numbers::deadNeurons);

  private final int digits;
  private final boolean perLayer;
  private final Function<Numbers, List<Double>> values;

  Measure(int digits, ToDoubleFunction<Numbers> value) {
    this(digits, false, numbers -> List.of(value.applyAsDouble(numbers)));
  }

  Measure(int digits, boolean perLayer, Function<Numbers, List<Double>> values) {
    this.digits = digits;
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

  /** A number with the measure's digits after the point. */
  String format(double number) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  /** The name of the column, such as {@code validation loss}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
