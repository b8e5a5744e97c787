package makemore.inspect;

import java.util.List;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What was measured of a weight matrix.
 *
 * @param update log10 of update to data, the median over the steps at the full learning rate, the
 *     first hundred apart
 * @param lateUpdate the same at the last recorded step
 * @param gradientToData the standard deviation of its gradient divided by its own, at the last
 *     recorded step
 */
public record MatrixStatistics(double update, double lateUpdate, double gradientToData) {

  private static final int WARM_UP = 100;

  /**
   * Measures each matrix, the embedding first. Before decayAt the learning rate is the full one.
   */
  static List<MatrixStatistics> of(Recording recording, int last, int decayAt) {
    Table ratios = recording.table(RecordedTable.UPDATE_RATIO);
    return recording.table(RecordedTable.WEIGHT_GRADIENTS, last).stream()
        .map(row -> of(row, ratios, last, decayAt))
        .toList();
  }

  private static MatrixStatistics of(Row gradient, Table ratios, int last, int decayAt) {
    IntColumn parameter = ratios.intColumn("parameter");
    Table updates = ratios.where(parameter.isEqualTo(gradient.getInt("parameter")));
    IntColumn step = updates.intColumn("step");
    Table full = updates.where(step.isGreaterThanOrEqualTo(WARM_UP).and(step.isLessThan(decayAt)));
    // A short run has no others than the first updates.
    return new MatrixStatistics(
        (full.isEmpty() ? updates : full).floatColumn("log10_ratio").median(),
        updates.where(step.isEqualTo(last)).floatColumn("log10_ratio").get(0),
        gradient.getFloat("grad_data_ratio"));
  }
}
