package makemore.plot;

import java.util.List;
import java.util.stream.IntStream;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The numbers that the page's microscope and glass show at each place of the slider. NaN stands for
 * a number that is not finite.
 *
 * @param frames in order; their labels are those of the charts' frames
 * @param invented the names that the network invented at some steps, in order
 */
public record NeuronFrames(List<Frame> frames, List<Invented> invented) {

  /** What the network invented before the step of a label. */
  public record Invented(String label, List<String> names) {}

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
    List<Table> steps = run.table(RecordedTable.NEURONS).splitOn("step").asTableList();
    Table names = run.table(RecordedTable.NAMES);
    List<Invented> invented =
        RunView.numbers(names, "step").stream()
            .map(
                step -> new Invented(RunView.label(step), names(RunView.rows(names, "step", step))))
            .toList();
    return new NeuronFrames(steps.stream().map(step -> frame(run, step)).toList(), invented);
  }

  private static List<String> names(Table rows) {
    return rows.stringColumn("name").asList().stream()
        .map(name -> name.substring(1))
        .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name + "…")
        .toList();
  }

  private static Frame frame(RunView run, Table neurons) {
    List<Table> layers = neurons.splitOn("layer").asTableList();
    return new Frame(
        RunView.label(neurons.intColumn("step").get(0)),
        layers.stream().map(layer -> layer(run, layer)).toList());
  }

  private static HiddenLayer layer(RunView run, Table neurons) {
    Table normalised =
        matching(run.table(RecordedTable.BATCH_NORM_NEURONS), neurons.row(0), "step", "layer");
    return new HiddenLayer(
        RunView.name(run.table(RecordedTable.ACTIVATIONS), neurons.intColumn("layer").get(0)),
        neurons.intColumn("neuron").asIntArray(),
        neurons.floatColumn("saturated_percent").asFloatArray(),
        neurons.stream().map(NeuronFrames::inputs).toArray(double[][]::new),
        normalised.stream().map(neuron -> normalised(run, neuron)).toList());
  }

  private static double[] inputs(Row neuron) {
    return IntStream.range(0, neuron.getInt("examples"))
        .mapToDouble(example -> neuron.getDouble("x" + example))
        .toArray();
  }

  private static Normalised normalised(RunView run, Row neuron) {
    Table examples = run.table(RecordedTable.BATCH_NORM_EXAMPLES);
    Table batch = matching(examples, neuron, "step", "layer", "neuron");
    return new Normalised(
        neuron.getInt("neuron"),
        neuron.getFloat("gamma"),
        neuron.getFloat("beta"),
        run.result().settings().epsilon(),
        neuron.getFloat("running_mean"),
        neuron.getFloat("running_std"),
        batch.doubleColumn("input").asDoubleArray(),
        batch.doubleColumn("output_gradient").asDoubleArray());
  }

  /** Selects the rows of a table that have the same numbers in some columns as a row of another. */
  private static Table matching(Table table, Row other, String... columns) {
    Table rows = table;
    for (String column : columns) {
      rows = RunView.rows(rows, column, other.getInt(column));
    }
    return rows;
  }
}
