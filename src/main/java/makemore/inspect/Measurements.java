package makemore.inspect;

import java.util.Arrays;
import java.util.List;
import makemore.train.Configuration;

/**
 * The numbers of a run from which {@link Diagnosis} derives what is right and wrong.
 *
 * @param uniformLoss the loss of uniform predictions, ln(size of the vocabulary)
 * @param startLoss the loss of step 0, in nats
 * @param finalLoss the mean of the last losses; NaN where training diverged
 * @param decayed whether the learning rate had come down when training ended
 * @param start each Tanh at the first recorded step, in order
 * @param end each Tanh at the last recorded step, in order
 * @param matrices each weight matrix, the embedding first
 */
public record Measurements(
    double uniformLoss,
    double startLoss,
    double finalLoss,
    int steps,
    int batchSize,
    boolean batchNorm,
    boolean decayed,
    List<TanhNumbers> start,
    List<TanhNumbers> end,
    List<MatrixNumbers> matrices) {

  private static final int LAST_LOSSES = 1000;

  /** Takes the measurements of a run of at least one step. */
  public static Measurements of(
      Recording recording, Configuration configuration, int vocabularySize) {
    double[] losses = recording.table(RecordedTable.LOSS).floatColumn("loss").asDoubleArray();
    int from = Math.max(0, losses.length - LAST_LOSSES);
    int decayAt = configuration.schedule().decayAt();
    int[] recorded =
        recording.table(RecordedTable.ACTIVATIONS).intColumn("step").unique().asIntArray();
    int first = Arrays.stream(recorded).min().orElse(0);
    int last = Arrays.stream(recorded).max().orElse(0);
    return new Measurements(
        Math.log(vocabularySize),
        losses[0],
        Arrays.stream(losses, from, losses.length).average().orElse(Double.NaN),
        losses.length,
        configuration.batchSize(),
        configuration.architecture().hasBatchNorm(),
        losses.length > decayAt,
        TanhNumbers.of(recording, first),
        TanhNumbers.of(recording, last),
        MatrixNumbers.of(recording, last, decayAt));
  }

  /** The same run, known to have ended with a loss that is NaN or infinite. */
  public Measurements diverged() {
    return new Measurements(
        uniformLoss,
        startLoss,
        Double.NaN,
        steps,
        batchSize,
        batchNorm,
        decayed,
        start,
        end,
        matrices);
  }
}
