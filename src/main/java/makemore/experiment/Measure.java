package makemore.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import makemore.experiment.Outcome.Numbers;
import makemore.inspect.Measurements.MatrixStatistics;
import makemore.inspect.Measurements.TanhStatistics;
import makemore.inspect.Statistics;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A measure of a variant: one number, or one for each layer with a Tanh, from the first to the
 * last. The start is the first recorded step, the end the last.
 */
enum Measure {
  START_LOSS("%.4f", numbers -> numbers.inside().startLoss()),
  /** The loss of the first batch minus that of uniform predictions, ln(vocabulary size). */
  START_LOSS_EXCESS(
      "%.4f", numbers -> numbers.inside().startLoss() - numbers.inside().uniformLoss()),
  /** The loss of the finished network on the training examples. */
  TRAIN_LOSS("%.4f", numbers -> numbers.loss().train()),
  VALIDATION_LOSS("%.4f", numbers -> numbers.loss().validation()),
  /** Percent of each layer's outputs that are saturated. */
  SATURATED_AT_START(
      "%.0f", ", %", true, run -> each(run.inside().start(), TanhStatistics::saturatedPercent)),
  SATURATED_AT_END(
      "%.0f", ", %", true, run -> each(run.inside().end(), TanhStatistics::saturatedPercent)),
  /** Percent of saturated outputs in the most saturated layer, at the end. */
  MOST_SATURATED(
      "%.1f",
      ", %", run -> StatUtils.max(each(run.inside().end(), TanhStatistics::saturatedPercent))),
  /** log10 of the standard deviation of the gradient at each layer's output, at the start. */
  LOG_GRADIENTS_AT_START(
      "%.2f",
      "", true, run -> each(run.inside().start(), layer -> Math.log10(layer.gradientStd()))),
  /**
   * The last layer's standard deviation of the gradient divided by the first layer's, at the start.
   */
  GRADIENT_RATIO(
      "%.2g", run -> lastToFirst(each(run.inside().start(), TanhStatistics::gradientStd))),
  /** log10 of update to data at the full learning rate, the median of the matrices. */
  UPDATE_RATIO(
      "%.2f",
      ", log10", run -> Statistics.median(run.inside().matrices(), MatrixStatistics::update)),
  /** How many neurons, in all layers, are saturated for all examples of the probe at the end. */
  DEAD_NEURONS("%.0f", run -> StatUtils.sum(each(run.inside().end(), TanhStatistics::dead)));

  final boolean perLayer;
  private final String format;
  private final String unit;
  private final Function<Numbers, double[]> values;

  Measure(String format, ToDoubleFunction<Numbers> value) {
    this(format, "", value);
  }

  Measure(String format, String unit, ToDoubleFunction<Numbers> value) {
    this(format, unit, false, numbers -> new double[] {value.applyAsDouble(numbers)});
  }

  Measure(String format, String unit, boolean perLayer, Function<Numbers, double[]> values) {
    this.format = format;
    this.unit = unit;
    this.perLayer = perLayer;
    this.values = values;
  }

  private static double[] each(
      List<TanhStatistics> layers, ToDoubleFunction<TanhStatistics> number) {
    return layers.stream().mapToDouble(number).toArray();
  }

  private static double lastToFirst(double[] numbers) {
    return numbers[numbers.length - 1] / numbers[0];
  }

  /** Returns the measure of a run: one number, or one for each layer. */
  double[] of(Numbers numbers) {
    return values.apply(numbers);
  }

  String format(double number) {
    return String.format(format, number);
  }

  /** The head of its column, with its unit. */
  String title() {
    return this + unit;
  }

  /** Its name, such as {@code validation loss}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
