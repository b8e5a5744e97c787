package makemore.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import makemore.text.Repeats;
import makemore.train.Settings;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The numbers of a run from which {@link Diagnosis} derives what is right and wrong.
 *
 * @param uniformLoss the loss of uniform predictions, ln(size of the vocabulary)
 * @param finalLoss the mean of the last losses, a tenth of the steps but at most 1,000; NaN where
 *     training diverged
 * @param validationLoss of a sample, at the last recorded step
 * @param decayed whether the learning rate had come down when training ended
 * @param start each Tanh at the first recorded step, in order, as end at the last
 * @param matrices each weight matrix, the embedding first
 */
public record Measurements(
    double uniformLoss,
    double startLoss,
    double finalLoss,
    double validationLoss,
    int steps,
    int batchSize,
    boolean batchNorm,
    boolean decayed,
    Repeats repeats,
    List<TanhStatistics> start,
    List<TanhStatistics> end,
    List<MatrixStatistics> matrices) {

  private static final int LAST_LOSSES = 1000;
  private static final int FIRST_UPDATES = 100;

  /**
   * What was measured of a Tanh in one step.
   *
   * @param saturatedPercent percent of the batch's activations above {@link Recorder#SATURATED}
   * @param examples how many training examples tell which neurons are dead
   * @param dead how many of the neurons are saturated for all of these
   * @param nearlyDead how many others are saturated for 99% of these
   */
  public record TanhStatistics(
      int hidden,
      double inputStd,
      double outputStd,
      double saturatedPercent,
      double gradientStd,
      int examples,
      int neurons,
      int dead,
      int nearlyDead) {

    double deadPercent() {
      return 100.0 * dead / neurons;
    }

    /** Returns the name, such as "hidden 2"; the first is 1. */
    @Override
    public String toString() {
      return "hidden " + hidden;
    }
  }

  /**
   * What was measured of a weight matrix.
   *
   * @param update log10 of update to data, the median over the steps at the full learning rate, the
   *     first hundred apart
   * @param lateUpdate the same at the last recorded step
   * @param gradientToData the standard deviation of its gradient divided by its own, at the last
   *     recorded step
   */
  public record MatrixStatistics(double update, double lateUpdate, double gradientToData) {}

  /**
   * Measures a run of at least one step.
   *
   * @param repeats of the words that the run learned from
   * @param diverged if true, the run ended with a loss that is NaN or infinite
   */
  public static Measurements of(
      Recording recording,
      Settings settings,
      int vocabularySize,
      Repeats repeats,
      boolean diverged) {
    double[] losses = recording.table(RecordedTable.LOSS).floatColumn("loss").asDoubleArray();
    int latest = Math.max(1, Math.min(losses.length / 10, LAST_LOSSES));
    double mean = Arrays.stream(losses).skip(losses.length - latest).average().orElseThrow();
    FloatColumn validation = recording.table(RecordedTable.VALIDATION_LOSS).floatColumn("loss");
    int decayAt = settings.learningRateDecayAt();
    IntColumn recorded = recording.table(RecordedTable.ACTIVATIONS).intColumn("step");
    int last = (int) recorded.max();
    return new Measurements(
        Math.log(vocabularySize),
        losses[0],
        diverged ? Double.NaN : mean,
        validation.getDouble(validation.size() - 1),
        losses.length,
        settings.batchSize(),
        settings.hasBatchNorm(),
        losses.length > decayAt,
        repeats,
        tanhs(recording, (int) recorded.min()),
        tanhs(recording, last),
        recording.table(RecordedTable.WEIGHT_GRADIENTS, last).stream()
            .map(gradient -> matrix(gradient, recording.table(RecordedTable.UPDATE_RATIO), decayAt))
            .toList());
  }

  private static List<TanhStatistics> tanhs(Recording recording, int step) {
    Table outputs = recording.table(RecordedTable.ACTIVATIONS, step);
    Table inputs = recording.table(RecordedTable.PRE_ACTIVATIONS, step);
    Table gradients = recording.table(RecordedTable.ACTIVATION_GRADIENTS, step);
    IntColumn probed = recording.table(RecordedTable.DEAD_NEURONS).intColumn("step");
    int latest = (int) probed.where(probed.isLessThanOrEqualTo(step)).max();
    Table probe = recording.table(RecordedTable.DEAD_NEURONS, latest);
    return IntStream.range(0, outputs.rowCount())
        .mapToObj(
            i ->
                new TanhStatistics(
                    i + 1,
                    inputs.floatColumn("std").getFloat(i),
                    outputs.floatColumn("std").getFloat(i),
                    outputs.floatColumn("saturated_percent").getFloat(i),
                    gradients.floatColumn("std").getFloat(i),
                    probe.intColumn("examples").get(i),
                    probe.intColumn("neurons").get(i),
                    probe.intColumn("dead").get(i),
                    probe.intColumn("nearly_dead").get(i)))
        .toList();
  }

  private static MatrixStatistics matrix(Row gradient, Table ratios, int decayAt) {
    IntColumn parameter = ratios.intColumn("parameter");
    Table updates = ratios.where(parameter.isEqualTo(gradient.getInt("parameter")));
    IntColumn step = updates.intColumn("step");
    Table full =
        updates.where(step.isGreaterThanOrEqualTo(FIRST_UPDATES).and(step.isLessThan(decayAt)));
    // A short run has no others than the first updates.
    return new MatrixStatistics(
        (full.isEmpty() ? updates : full).floatColumn("log10_ratio").median(),
        updates
            .where(step.isEqualTo(gradient.getInt("step")))
            .floatColumn("log10_ratio")
            .getFloat(0),
        gradient.getFloat("grad_data_ratio"));
  }
}
