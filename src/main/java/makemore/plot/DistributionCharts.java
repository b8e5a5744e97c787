package makemore.plot;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.inspect.Recording;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How recorded outputs, their gradients, and the gradients of the weights are distributed. */
final class DistributionCharts {

  private DistributionCharts() {}

  static Chart outputs(Recording recording, String layer) {
    List<Chart.Frame> frames =
        frames(
            recording.table(RecordedTable.ACTIVATION_HISTOGRAMS),
            recording.table(RecordedTable.ACTIVATIONS),
            "%s: mean %.2f, std %.2f, saturated %.1f%%",
            List.of("mean", "std", "saturated_percent"));
    Chart chart =
        Chart.of(Chart.Kind.LINES, "activation_distribution", "activation distribution", frames)
            .axes("activation", "density");
    if (!layer.equalsIgnoreCase("tanh")) {
      return chart.caption("The outputs of each " + layer + " in one batch.");
    }
    double at = Recorder.SATURATED;
    return chart
        .markers(List.of(Marker.vertical(-at, ""), Marker.vertical(at, "saturated")))
        .caption(
            "The outputs of each tanh in one batch; at step 0 no weight has been changed yet."
                + " Beyond the lines (abs > 0.97) a tanh is saturated and passes hardly any"
                + " gradient. Curves that narrow from layer to layer mean that the signal dies"
                + " out. Late in a long training the curves lean towards the ends, as the network"
                + " grows more confident.");
  }

  static Chart gradients(Recording recording, String layer) {
    List<Chart.Frame> frames =
        frames(
            recording.table(RecordedTable.ACTIVATION_GRADIENT_HISTOGRAMS),
            recording.table(RecordedTable.ACTIVATION_GRADIENTS),
            "%s: std %.1e",
            List.of("std"));
    return Chart.of(Chart.Kind.LINES, "gradient_distribution", "gradient distribution", frames)
        .axes("gradient", "density")
        .caption(
            "The gradient of the loss at the outputs of each "
                + layer
                + ". All layers should be about equally wide: if the first are much wider than the"
                + " last, gradients explode on their way back; if they are much narrower,"
                + " gradients vanish.");
  }

  static Chart weightGradients(Recording recording) {
    List<Chart.Frame> frames =
        frames(
            recording.table(RecordedTable.WEIGHT_GRADIENT_HISTOGRAMS),
            recording.table(RecordedTable.WEIGHT_GRADIENTS),
            "%s %s: std %.1e, grad:data %.1e",
            List.of("shape", "std", "grad_data_ratio"));
    String title = "weight gradient distribution";
    return Chart.of(Chart.Kind.LINES, "weight_gradient_distribution", title, frames)
        .axes("gradient", "density")
        .caption(
            "The gradient of each weight matrix. The ratio of gradient to data says how fast a"
                + " matrix learns: look for one that is far from the others. Often that is the"
                + " last, whose initial weights are small.");
  }

  /**
   * A frame for each step with histograms, or with numbers if there are none, with a curve for each
   * layer or parameter.
   *
   * @param legend the name of a curve, with these columns
   */
  private static List<Chart.Frame> frames(
      Table histograms, Table numbers, String legend, List<String> columns) {
    String key = RunView.key(numbers);
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : RunView.numbers(histograms.isEmpty() ? numbers : histograms, "step")) {
      Table now = RunView.rows(numbers, "step", step);
      Table allBins = RunView.rows(histograms, "step", step);
      Points points = new Points();
      for (int index : RunView.drawn(numbers)) {
        Row row = RunView.rows(now, key, index).iterator().next();
        Stream<Object> name = Stream.of(Names.of(numbers, index));
        Object[] values = Stream.concat(name, columns.stream().map(row::getObject)).toArray();
        Table bins = RunView.rows(allBins, key, index);
        points.addDensity(
            format(legend, values),
            bins.floatColumn("value").asFloatArray(),
            bins.floatColumn("density").asFloatArray());
      }
      frames.add(new Chart.Frame(RunView.label(step), points.table()));
    }
    return frames;
  }
}
