package makemore.experiment;

import java.util.Collections;
import java.util.List;
import makemore.inspect.Recording;
import makemore.text.Vocabulary;
import makemore.train.Summary;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What was measured in a finished run. A layer is one with a Tanh; the first comes first. The start
 * is the first step at which activations were recorded, step 1 where there is more than one step;
 * the end is the last step.
 *
 * @param expectedStartLoss of a network that knows nothing: ln(vocabulary size)
 * @param startLoss of the first batch
 * @param trainLoss of the finished network
 * @param validationLoss of the finished network
 * @param testLoss of the finished network
 * @param saturatedAtStart percent of each layer's outputs
 * @param saturatedAtEnd percent of each layer's outputs
 * @param gradientRatio the standard deviation of the gradient at the last layer's output over that
 *     at the first's, at the start
 * @param updateRatio the mean of log10(update / data) over all matrices and the last {@value
 *     #RATIO_STEPS} of its recorded steps before the learning rate's drop
 * @param deadNeurons of all layers, at the end: saturated for each example of the batch
 */
public record Numbers(
    double expectedStartLoss,
    double startLoss,
    double trainLoss,
    double validationLoss,
    double testLoss,
    List<Double> saturatedAtStart,
    List<Double> saturatedAtEnd,
    double gradientRatio,
    double updateRatio,
    double deadNeurons) {

  private static final int RATIO_STEPS = 100;

  /**
   * Reads the numbers of a run.
   *
   * @param summary the run's summary
   * @param recording what was recorded of it
   * @return the numbers
   */
  public static Numbers of(Summary summary, Recording recording) {
    List<Double> gradients = atStart(recording.activationGradients(), "std");
    return new Numbers(
        Math.log(Vocabulary.parse(summary.data().vocabulary()).size()),
        recording.loss().floatColumn("loss").get(0),
        summary.loss().train(),
        summary.loss().validation(),
        summary.loss().test(),
        atStart(recording.activations(), "saturated_percent"),
        atEnd(recording.activations(), "saturated_percent"),
        gradients.get(gradients.size() - 1) / gradients.get(0),
        updateRatio(recording.updateRatio(), summary.configuration().schedule().decayAt()),
        atEnd(recording.deadNeurons(), "dead").stream().mapToDouble(Double::doubleValue).sum());
  }

  private static List<Double> atStart(Table table, String column) {
    return atStep(table, column, table.intColumn("step").min());
  }

  private static List<Double> atEnd(Table table, String column) {
    return atStep(table, column, table.intColumn("step").max());
  }

  private static List<Double> atStep(Table table, String column, double step) {
    return table.where(table.intColumn("step").isEqualTo(step)).stream()
        .map(row -> number(row, column))
        .toList();
  }

  private static double number(Row row, String column) {
    return ((Number) row.getObject(column)).doubleValue();
  }

  private static double updateRatio(Table table, int drop) {
    Table before = table.where(table.intColumn("step").isLessThan(drop));
    Table steps = before.select("step").dropDuplicateRows().sortDescendingOn("step");
    if (steps.isEmpty()) {
      return Double.NaN;
    }
    int from = steps.intColumn("step").get(Math.min(RATIO_STEPS, steps.rowCount()) - 1);
    return before
        .where(before.intColumn("step").isGreaterThanOrEqualTo(from))
        .floatColumn("log10_ratio")
        .mean();
  }

  /** The largest share of saturated outputs at the end, in percent. */
  double mostSaturated() {
    return Collections.max(saturatedAtEnd);
  }
}
