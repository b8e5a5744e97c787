package makemore.plot;

import java.util.List;
import java.util.stream.IntStream;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What the page's microscope and glass are drawn from, at each frame of the slider; NaN stands for
 * a number that is not finite.
 *
 * @param frames in order, each with the label that the charts' frames have
 */
public record NeuronFrames(List<Frame> frames) {

  public record Frame(String label, List<HiddenLayer> layers) {}

  /**
   * A hidden layer, for the microscope.
   *
   * @param neurons which of its neurons are kept
   * @param saturatedPercent of each of these, over the probe, percent of the examples
   * @param preActivations of each of these, what the tanh is given for each example of the batch
   * @param normalised the neurons under glass; none without batch normalisation
   */
  public record HiddenLayer(
      String name,
      int[] neurons,
      float[] saturatedPercent,
      double[][] preActivations,
      List<Normalised> normalised) {}

  /**
   * A neuron of a batch normalisation, for the glass.
   *
   * @param inputs x, for each example of the batch
   * @param outputGradients dL/dy, for each example
   */
  public record Normalised(
      int neuron,
      float gamma,
      float beta,
      double epsilon,
      float runningMean,
      float runningStd,
      double[] inputs,
      double[] outputGradients) {}

  static NeuronFrames of(RunView run) {
    Table neurons = run.table(RecordedTable.NEURONS);
    return new NeuronFrames(
        RunView.numbers(neurons, "step").stream().map(step -> frame(run, step)).toList());
  }

  private static Frame frame(RunView run, int step) {
    Table neurons = RunView.rows(run.table(RecordedTable.NEURONS), "step", step);
    return new Frame(
        RunView.label(step),
        RunView.numbers(neurons, "layer").stream()
            .map(layer -> layer(run, step, layer, RunView.rows(neurons, "layer", layer)))
            .toList());
  }

  private static HiddenLayer layer(RunView run, int step, int layer, Table neurons) {
    Table normalised = RunView.rows(run.table(RecordedTable.BATCH_NORM_NEURONS), "step", step);
    double epsilon = run.result().configuration().architecture().batchNorm().epsilon();
    return new HiddenLayer(
        RunView.name(run.table(RecordedTable.ACTIVATIONS), layer),
        neurons.intColumn("neuron").asIntArray(),
        neurons.floatColumn("saturated_percent").asFloatArray(),
        neurons.stream().map(NeuronFrames::inputs).toArray(double[][]::new),
        RunView.rows(normalised, "layer", layer).stream()
            .map(row -> normalised(row, epsilon, examples(run, row)))
            .toList());
  }

  private static double[] inputs(Row neuron) {
    return IntStream.range(0, neuron.getInt("examples"))
        .mapToDouble(example -> neuron.getDouble("x" + example))
        .toArray();
  }

  private static Table examples(RunView run, Row neuron) {
    Table examples = run.table(RecordedTable.BATCH_NORM_EXAMPLES);
    for (String column : List.of("step", "layer", "neuron")) {
      examples = RunView.rows(examples, column, neuron.getInt(column));
    }
    return examples;
  }

  private static Normalised normalised(Row row, double epsilon, Table examples) {
    return new Normalised(
        row.getInt("neuron"),
        row.getFloat("gamma"),
        row.getFloat("beta"),
        epsilon,
        row.getFloat("running_mean"),
        row.getFloat("running_std"),
        examples.doubleColumn("input").asDoubleArray(),
        examples.doubleColumn("output_gradient").asDoubleArray());
  }
}
