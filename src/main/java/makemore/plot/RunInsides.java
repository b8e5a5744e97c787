package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** What was recorded of single neurons, for the page's microscope and glass. */
record RunInsides(RunView run) {

  static Insides of(RunView run) {
    RunInsides insides = new RunInsides(run);
    Table neurons = run.table(RecordedTable.NEURONS);
    return new Insides(
        RunView.numbers(neurons, "step").stream()
            .map(step -> insides.moment(step, at(neurons, step)))
            .toList());
  }

  private Insides.Moment moment(int step, Table neurons) {
    List<Integer> layers = RunView.numbers(run.table(RecordedTable.ACTIVATIONS), "layer");
    Table normalised = at(run.table(RecordedTable.BATCH_NORM_NEURONS), step);
    List<Insides.HiddenLayer> kept = new ArrayList<>();
    for (int layer : RunView.numbers(neurons, "layer")) {
      Table own = neurons.where(neurons.intColumn("layer").isEqualTo(layer));
      kept.add(
          new Insides.HiddenLayer(
              Names.layer(layers.indexOf(layer) + 1, "Tanh"),
              own.intColumn("neuron").asIntArray(),
              PageCurve.numbers(own.floatColumn("saturated_percent").asDoubleArray(), 4),
              own.stringColumn("pre_activations").asList().stream()
                  .map(RunInsides::numbers)
                  .toArray(Double[][]::new),
              normalised(normalised.where(normalised.intColumn("layer").isEqualTo(layer)))));
    }
    return new Insides.Moment(RunView.label(step), kept);
  }

  private List<Insides.Normalised> normalised(Table neurons) {
    double epsilon = run.configuration().architecture().batchNorm().epsilon();
    List<Insides.Normalised> kept = new ArrayList<>();
    for (Row row : neurons) {
      kept.add(
          new Insides.Normalised(
              row.getInt("neuron"),
              number(row, "gamma"),
              number(row, "beta"),
              epsilon,
              number(row, "running_mean"),
              number(row, "running_std"),
              numbers(row.getString("inputs")),
              numbers(row.getString("output_gradients"))));
    }
    return kept;
  }

  private static Double number(Row row, String column) {
    double number = row.getFloat(column);
    return PageCurve.numbers(new double[] {Double.isFinite(number) ? number : Double.NaN}, 5)[0];
  }

  private static Double[] numbers(String text) {
    return PageCurve.numbers(RunView.values(text), 4);
  }

  private static Table at(Table table, int step) {
    return table.where(table.intColumn("step").isEqualTo(step));
  }
}
