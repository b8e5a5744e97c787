package makemore.plot;

import static makemore.inspect.English.format;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import makemore.inspect.Diagnosis;
import makemore.inspect.Histogram;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.inspect.Topic;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The last hidden layer in the last batch, value by value. */
final class HiddenLayerCharts {

  private static final int BINS = 50;
  private static final int MOST_NAMED = 20;

  private final RunView run;
  private final IntColumn example;
  private final IntColumn neuron;
  private final FloatColumn activation;
  private final int layer;

  HiddenLayerCharts(RunView run) {
    this.run = run;
    Table table = run.table(RecordedTable.HIDDEN_ACTIVATIONS);
    example = table.intColumn("example");
    neuron = table.intColumn("neuron");
    activation = table.floatColumn("activation");
    layer = table.intColumn("layer").get(0);
  }

  List<Chart> charts() {
    return List.of(histogram(), saturationMap());
  }

  private Chart histogram() {
    Histogram histogram = Histogram.of(activation.asFloatArray(), BINS);
    Points points = new Points();
    String series = format("layer %d (Tanh)", layer);
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

  private Chart saturationMap() {
    DoubleColumn saturated = DoubleColumn.create("value");
    TreeSet<Integer> dead = new TreeSet<>(neuron.asSet());
    for (int i = 0; i < activation.size(); i++) {
      boolean isSaturated = Math.abs(activation.getFloat(i)) > Recorder.DEAD;
      saturated.append(isSaturated ? 1 : 0);
      if (!isSaturated) {
        dead.remove(neuron.getInt(i));
      }
    }
    Table table = Table.create(neuron.copy().setName("x"), example.copy().setName("y"), saturated);
    return Chart.of(Chart.Kind.CELLS, "saturation_map", "saturated activations (white)", table)
        .axes("neuron", "example")
        .caption(
            format(
                "The same activations, %,d examples by %,d neurons; white: abs > %.2f (%.1f%% of"
                    + " them). A column that is white from top to bottom is a dead neuron: it"
                    + " learns from no example. %s",
                (int) example.max() + 1,
                (int) neuron.max() + 1,
                Recorder.DEAD,
                100 * saturated.mean(),
                named(dead)))
        .verdicts(run.verdicts(Topic.DEAD_NEURONS));
  }

  private static String named(TreeSet<Integer> dead) {
    if (dead.isEmpty()) {
      return "Here there is none.";
    }
    String names =
        dead.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = dead.size() - MOST_NAMED;
    return format(
        dead.size() == 1 ? "Here that is neuron %s." : "Here those are neurons %s.",
        more > 0 ? names + " and " + more + " more" : names);
  }
}
