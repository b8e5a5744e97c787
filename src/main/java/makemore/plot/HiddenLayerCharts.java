package makemore.plot;

import static makemore.inspect.English.format;

import java.util.List;
import java.util.stream.Collectors;
import makemore.inspect.Diagnosis;
import makemore.inspect.Histogram;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.inspect.Topic;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** The last hidden layer in the last batch, value by value. */
final class HiddenLayerCharts {

  private static final int BINS = 50;
  private static final int MOST_NAMED = 20;

  private final RunView run;
  private final Table table;
  private final FloatColumn activation;

  HiddenLayerCharts(RunView run) {
    this.run = run;
    table = run.table(RecordedTable.HIDDEN_ACTIVATIONS);
    activation = table.floatColumn("activation");
  }

  Chart histogram() {
    String series = format("layer %d (Tanh)", table.intColumn("layer").get(0));
    Histogram histogram = Histogram.of(activation.asFloatArray(), BINS);
    Points points = new Points();
    for (int i = 0; i <= BINS; i++) {
      points.add(histogram.edges()[i], histogram.counts()[Math.min(i, BINS - 1)], series);
    }
    return Chart.of(Chart.Kind.HISTOGRAM, "hidden_histogram", "last hidden layer", points.table())
        .axes("activation", "count")
        .caption(
            format(
                "The %,d activations of the last hidden layer in the last batch, in %d bins. A"
                    + " broad hill or an even spread is healthy. Two towers at -1 and 1 mean that"
                    + " most neurons are saturated.",
                activation.size(), BINS))
        .verdicts(List.of(RunView.verdict(Diagnosis.lastHiddenLayer(run.measurements()))));
  }

  Chart saturationMap() {
    DoubleColumn saturated = DoubleColumn.create("value", activation.size()).fillWith(0.0);
    saturated.set(activation.abs().isGreaterThan(Recorder.DEAD), 1.0);
    Table cells =
        Table.create(
            table.intColumn("neuron").copy().setName("x"),
            table.intColumn("example").copy().setName("y"),
            saturated);
    return Chart.of(Chart.Kind.CELLS, "saturation_map", "saturated activations (white)", cells)
        .axes("neuron", "example")
        .caption(
            format(
                "The same activations, %,d examples by %,d neurons; white: abs > %.2f (%.1f%% of"
                    + " them). A column that is white from top to bottom is a dead neuron: it"
                    + " learns from no example. %s",
                (int) cells.intColumn("y").max() + 1,
                (int) cells.intColumn("x").max() + 1,
                Recorder.DEAD,
                100 * saturated.mean(),
                deadNeurons(cells)))
        .verdicts(run.verdicts(Topic.DEAD_NEURONS));
  }

  private static String deadNeurons(Table cells) {
    Table least = cells.summarize("value", AggregateFunctions.min).by("x");
    Table dead = least.where(least.numberColumn("Min [value]").isEqualTo(1));
    if (dead.isEmpty()) {
      return "Here there is none.";
    }
    String names =
        dead.intColumn("x").asList().stream()
            .sorted()
            .limit(MOST_NAMED)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    int more = dead.rowCount() - MOST_NAMED;
    return format(
        dead.rowCount() == 1 ? "Here that is neuron %s." : "Here those are neurons %s.",
        more > 0 ? names + " and " + more + " more" : names);
  }
}
