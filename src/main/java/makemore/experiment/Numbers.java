package makemore.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import makemore.inspect.Diagnosis;
import makemore.inspect.MatrixNumbers;
import makemore.inspect.Measurements;
import makemore.inspect.Statistics;
import makemore.inspect.TanhNumbers;
import makemore.train.Evaluation;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What was measured in a run. A layer is one with a Tanh, the first first; the start is the first
 * recorded step, the end the last.
 *
 * @param loss the finished network's losses; NaN where training diverged
 * @param inside what was recorded while it trained
 */
public record Numbers(Evaluation loss, Measurements inside) {

  /** The numbers of a run whose loss became NaN or infinite. */
  static Numbers diverged(Measurements inside) {
    return new Numbers(new Evaluation(Double.NaN, Double.NaN, Double.NaN), inside.diverged());
  }

  /** The first batch's loss, less that of uniform predictions, ln(vocabulary size). */
  double startLossExcess() {
    return inside.startLoss() - inside.uniformLoss();
  }

  /** Percent of each layer's outputs that are saturated, at the start. */
  List<Double> saturatedAtStart() {
    return inside.start().stream().map(TanhNumbers::saturatedPercent).toList();
  }

  /** Percent of each layer's outputs that are saturated, at the end. */
  List<Double> saturatedAtEnd() {
    return inside.end().stream().map(TanhNumbers::saturatedPercent).toList();
  }

  /** The same of the layer with the most. */
  double mostSaturated() {
    return StatUtils.max(ofLayers(TanhNumbers::saturatedPercent));
  }

  /** The standard deviation of the gradient at each layer's output, at the start. */
  List<Double> gradientsAtStart() {
    return inside.start().stream().map(TanhNumbers::gradientStd).toList();
  }

  /** log10 of the same. */
  List<Double> logGradientsAtStart() {
    return gradientsAtStart().stream().map(Math::log10).toList();
  }

  /** The last of {@link #gradientsAtStart} over the first. */
  double gradientRatio() {
    List<Double> stds = gradientsAtStart();
    return stds.get(stds.size() - 1) / stds.get(0);
  }

  /** log10 of update to data at the full learning rate, the median of the matrices. */
  double updateRatio() {
    return Statistics.median(inside.matrices(), MatrixNumbers::update);
  }

  /** Neurons, of all layers, that are saturated for every example of the last batch. */
  double deadNeurons() {
    return StatUtils.sum(ofLayers(TanhNumbers::dead));
  }

  private double[] ofLayers(ToDoubleFunction<TanhNumbers> number) {
    return inside.end().stream().mapToDouble(number).toArray();
  }

  /** What the rules say of the run. */
  Diagnosis diagnosis() {
    return Diagnosis.of(inside);
  }
}
