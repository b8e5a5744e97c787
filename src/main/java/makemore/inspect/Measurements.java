package makemore.inspect;

import java.util.Arrays;
import java.util.List;
import makemore.train.Configuration;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;

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
    List<TanhStatistics> start,
    List<TanhStatistics> end,
    List<MatrixStatistics> matrices) {

  private static final int LAST_LOSSES = 1000;

  /**
   * Measures a run of at least one step.
   *
   * @param diverged if true, the run ended with a loss that is NaN or infinite
   */
  public static Measurements of(
      Recording recording, Configuration configuration, int vocabularySize, boolean diverged) {
    double[] losses = recording.table(RecordedTable.LOSS).floatColumn("loss").asDoubleArray();
    int latest = Math.max(1, Math.min(losses.length / 10, LAST_LOSSES));
    double mean = Arrays.stream(losses).skip(losses.length - latest).average().orElseThrow();
    FloatColumn validation = recording.table(RecordedTable.VALIDATION_LOSS).floatColumn("loss");
    int decayAt = configuration.schedule().decayAt();
    IntColumn recorded = recording.table(RecordedTable.ACTIVATIONS).intColumn("step");
    int last = (int) recorded.max();
    return new Measurements(
        Math.log(vocabularySize),
        losses[0],
        diverged ? Double.NaN : mean,
        validation.getDouble(validation.size() - 1),
        losses.length,
        configuration.batchSize(),
        configuration.architecture().hasBatchNorm(),
        losses.length > decayAt,
        TanhStatistics.of(recording, (int) recorded.min()),
        TanhStatistics.of(recording, last),
        MatrixStatistics.of(recording, last, decayAt));
  }
}
