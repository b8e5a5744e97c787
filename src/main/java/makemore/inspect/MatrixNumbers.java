package makemore.inspect;

import java.util.ArrayList;
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
public record MatrixNumbers(
    int parameter, double update, double lateUpdate, double gradientToData) {

  private static final int WARM_UP = 100;

  /** Each matrix, the embedding first; the learning rate is the full one before decayAt. */
  static List<MatrixNumbers> of(Recording recording, int last, int decayAt) {
    Table ratios = recording.table(RecordedTable.UPDATE_RATIO);
    Table gradients = recording.table(RecordedTable.WEIGHT_GRADIENTS);
    List<MatrixNumbers> matrices = new ArrayList<>();
    for (Row row : gradients.where(gradients.intColumn("step").isEqualTo(last))) {
      int parameter = row.getInt("parameter");
      Table updates = ratios.where(ratios.intColumn("parameter").isEqualTo(parameter));
      IntColumn step = updates.intColumn("step");
      Table full =
          updates.where(step.isGreaterThanOrEqualTo(WARM_UP).and(step.isLessThan(decayAt)));
      // A short run has no others than the first updates.
      matrices.add(
          new MatrixNumbers(
              parameter,
              (full.isEmpty() ? updates : full).floatColumn("log10_ratio").median(),
              updates.where(step.isEqualTo(last)).floatColumn("log10_ratio").get(0),
              row.getFloat("grad_data_ratio")));
    }
    return matrices;
  }
}
