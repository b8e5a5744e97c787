package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import makemore.inspect.Diagnosis;
import makemore.inspect.Histogram;
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
    Table table = run.recording().hiddenActivations();
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
    String series = String.format(Locale.ROOT, "layer %d (Tanh)", layer);
    for (int i = 0; i <= BINS; i++) {
      points.add(histogram.edges()[i], histogram.counts()[Math.min(i, BINS - 1)], series);
    }
    return Chart.builder(Chart.Kind.STEPS, "hidden_histogram", "last hidden layer")
        .axes("activation", "count")
        .table(points.table())
        .caption(
            String.format(
                Locale.ROOT,
                "The %,d activations of the last hidden layer in the last batch, in %d bins. A"
                    + " broad hill or an even spread is healthy. Two towers at -1 and 1 mean that"
                    + " most neurons are saturated.",
                activation.size(),
                BINS))
        .verdicts(List.of(RunView.verdict(Diagnosis.lastHiddenLayer(run.measurements()))))
        .build();
  }

  private Chart saturationMap() {
    DoubleColumn saturated = DoubleColumn.create("value");
    for (int i = 0; i < activation.size(); i++) {
      saturated.append(isSaturated(i) ? 1 : 0);
    }
    int examples = (int) example.max() + 1;
    return Chart.builder(Chart.Kind.CELLS, "saturation_map", "saturated activations (white)")
        .axes("neuron", "example")
        .table(Table.create(neuron.copy().setName("x"), example.copy().setName("y"), saturated))
        .caption(
            String.format(
                Locale.ROOT,
                "The same activations, %,d examples by %,d neurons; white: abs > %.2f (%.1f%% of"
                    + " them). A column that is white from top to bottom is a dead neuron: it"
                    + " learns from no example. %s",
                examples,
                (int) neuron.max() + 1,
                Recorder.DEAD,
                100 * saturated.mean(),
                dead()))
        .verdicts(run.verdicts(Topic.DEAD_NEURONS))
        .build();
  }

  private boolean isSaturated(int row) {
    return Math.abs(activation.getFloat(row)) > Recorder.DEAD;
  }

  private String dead() {
    boolean[] alive = new boolean[(int) neuron.max() + 1];
    for (int i = 0; i < activation.size(); i++) {
      alive[neuron.getInt(i)] |= !isSaturated(i);
    }
    List<Integer> dead = new ArrayList<>();
    for (int i = 0; i < alive.length; i++) {
      if (!alive[i]) {
        dead.add(i);
      }
    }
    if (dead.isEmpty()) {
      return "Here there is none.";
    }
    String names =
        dead.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        dead.size() == 1 ? "Here that is neuron %s." : "Here those are neurons %s.",
        dead.size() > MOST_NAMED ? names + " and " + (dead.size() - MOST_NAMED) + " more" : names);
  }
}
