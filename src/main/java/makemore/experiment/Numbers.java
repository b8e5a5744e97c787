package makemore.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import makemore.inspect.Diagnosis;
import makemore.inspect.Measurements;
import makemore.inspect.Measurements.TanhNumbers;
import makemore.inspect.Measuring;
import makemore.inspect.Recording;
import makemore.text.Vocabulary;
import makemore.train.Evaluation;
import makemore.train.Summary;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What was measured in a run that ended with a network. A layer is one with a Tanh, the first
 * first; the start is the first recorded step, the end the last.
 *
 * @param loss the finished network's losses
 * @param inside what was recorded while it trained
 */
public record Numbers(Evaluation loss, Measurements inside) {

  private static final double MEDIAN = 50;

  /**
   * Measures a run.
   *
   * @param summary the run's summary
   * @param recording what was recorded of it
   * @return the numbers
   */
  public static Numbers of(Summary summary, Recording recording) {
    int vocabularySize = Vocabulary.parse(summary.data().vocabulary()).size();
    return new Numbers(
        summary.loss(), new Measuring(recording, summary.configuration()).of(vocabularySize));
  }

  /** The first batch's loss, less that of a network that knows nothing, ln(vocabulary size). */
  double startLossExcess() {
    return inside.startLoss() - inside.knowingNothing();
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

  /** The last of {@link #gradientsAtStart} over the first. */
  double gradientRatio() {
    List<Double> stds = gradientsAtStart();
    return stds.get(stds.size() - 1) / stds.get(0);
  }

  /** log10 of update to data at the full learning rate, the median of the matrices. */
  double updateRatio() {
    double[] updates =
        inside.matrices().stream().mapToDouble(Measurements.MatrixNumbers::update).toArray();
    return StatUtils.percentile(updates, MEDIAN);
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
