package makemore.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.train.Evaluation;
import makemore.train.Settings;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The numbers of a run from which {@link Diagnosis} derives what is right and wrong.
 *
 * @param uniformLoss the loss of uniform predictions, ln(size of the vocabulary)
 * @param counting the losses of models that only count the training part
 * @param finalLoss of the finished network on the training part or, where it was not evaluated, the
 *     mean of the last losses, a tenth of the steps but at most 1,000; NaN where training diverged
 * @param validationLoss of the finished network or, where it was not evaluated, of a sample at the
 *     last recorded step
 * @param falling whether the loss was still falling in the second half of the steps, beyond chance
 * @param blockSize the number of characters in a context
 * @param decayed whether the learning rate had come down when training ended
 * @param start each Tanh at the first recorded step, in order, as end at the last
 * @param matrices each weight matrix, the embedding first
 */
public record Measurements(
    double uniformLoss,
    CountingLoss counting,
    double startLoss,
    double finalLoss,
    double validationLoss,
    boolean falling,
    int steps,
    int blockSize,
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

    double nearlyPercent() {
      return 100.0 * nearlyDead / neurons;
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
   * @param name such as "hidden 2", "embedding" or "the output layer"
   * @param fanIn the number of its rows, of an embedding the number of characters
   * @param update log10 of update to data, the median over the steps at the full learning rate, the
   *     first hundred apart; minus infinity where nothing is updated
   * @param firstUpdates the largest of the first hundred
   * @param gradientToData the standard deviation of its gradient divided by its own, at the last
   *     recorded step
   */
  public record MatrixStatistics(
      String name, int fanIn, double update, double firstUpdates, double gradientToData) {}

  /**
   * Measures a run of at least one step.
   *
   * @param repeats of the words that the run learned from
   * @param loss of the finished network; NaN where it was not evaluated
   * @param diverged if true, the run ended with a loss that is NaN or infinite
   */
  public static Measurements of(
      Recording recording,
      Settings settings,
      int vocabularySize,
      CountingLoss counting,
      Repeats repeats,
      Evaluation loss,
      boolean diverged) {
    double[] losses = recording.table(RecordedTable.LOSS).floatColumn("loss").asDoubleArray();
    int latest = Math.max(1, Math.min(losses.length / 10, LAST_LOSSES));
    double mean = Arrays.stream(losses).skip(losses.length - latest).average().orElseThrow();
    FloatColumn validation = recording.table(RecordedTable.VALIDATION_LOSS).floatColumn("loss");
    double sample = validation.getDouble(validation.size() - 1);
    int decayAt = settings.learningRateDecayAt();
    IntColumn recorded = recording.table(RecordedTable.ACTIVATIONS).intColumn("step");
    int last = (int) recorded.max();
    Table gradients = recording.table(RecordedTable.WEIGHT_GRADIENTS, last);
    Table ratios = recording.table(RecordedTable.UPDATE_RATIO);
    return new Measurements(
        Math.log(vocabularySize),
        counting,
        losses[0],
        diverged ? Double.NaN : exact(loss.train(), mean),
        exact(loss.validation(), sample),
        falls(losses),
        losses.length,
        settings.blockSize(),
        settings.batchSize(),
        settings.hasBatchNorm(),
        losses.length > decayAt,
        repeats,
        tanhs(recording, (int) recorded.min()),
        tanhs(recording, last),
        IntStream.range(0, gradients.rowCount())
            .mapToObj(i -> matrix(i, gradients, ratios, decayAt))
            .toList());
  }

  private static double exact(double evaluated, double estimate) {
    return Double.isNaN(evaluated) ? estimate : evaluated;
  }

  /** Compares the last two quarters of the losses by three standard errors of their means. */
  private static boolean falls(double[] losses) {
    int quarter = losses.length / 4;
    if (quarter < 2) {
      return false;
    }
    int n = losses.length;
    StatisticalSummary before = summary(losses, n - 2 * quarter, quarter);
    StatisticalSummary after = summary(losses, n - quarter, quarter);
    double error = Math.sqrt((before.getVariance() + after.getVariance()) / quarter);
    return before.getMean() - after.getMean() > 3 * error;
  }

  private static StatisticalSummary summary(double[] losses, int from, int count) {
    return new DescriptiveStatistics(Arrays.copyOfRange(losses, from, from + count));
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

  private static MatrixStatistics matrix(int i, Table gradients, Table ratios, int decayAt) {
    IntColumn parameter = ratios.intColumn("parameter");
    int index = gradients.intColumn("parameter").get(i);
    Table updates = ratios.where(parameter.isEqualTo(index));
    IntColumn step = updates.intColumn("step");
    Table first = updates.where(step.isLessThan(FIRST_UPDATES));
    Table full =
        updates.where(step.isGreaterThanOrEqualTo(FIRST_UPDATES).and(step.isLessThan(decayAt)));
    String shape = gradients.stringColumn("shape").get(i);
    String hidden = i == 0 ? "embedding" : "hidden " + i;
    return new MatrixStatistics(
        i == gradients.rowCount() - 1 ? "the output layer" : hidden,
        Integer.parseInt(shape.substring(1, shape.indexOf(','))),
        // A short run has no others than the first updates.
        median((full.isEmpty() ? updates : full).floatColumn("log10_ratio")),
        first.floatColumn("log10_ratio").max(),
        gradients.floatColumn("grad_data_ratio").getFloat(i));
  }

  /** Between two infinite values a median would be NaN. */
  private static double median(FloatColumn ratios) {
    double[] sorted = ratios.asDoubleArray();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
