package makemore.plot;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.List;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.inspect.Recording;
import tech.tablesaw.api.FloatColumn;
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
            "layer",
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
            "layer",
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
            "parameter",
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
   * A frame for each step with histograms, with a curve for each layer or parameter.
   *
   * @param key the column that says which layer or parameter it is
   * @param legend the name of a curve, with these columns
   */
  private static List<Chart.Frame> frames(
      Table histograms, Table numbers, String key, String legend, List<String> columns) {
    List<Integer> all = RunView.numbers(numbers, key);
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : RunView.moments(numbers, histograms)) {
      Points points = new Points();
      for (int index : RunView.drawn(numbers, key)) {
        Row row = at(numbers, step, key, index).iterator().next();
        int number = all.indexOf(index);
        List<Object> of = new ArrayList<>();
        of.add(
            key.equals("layer")
                ? Names.layer(number + 1, row.getString("type"))
                : Names.matrix(number, all.size()));
        columns.forEach(column -> of.add(row.getObject(column)));
        // A mean that is rounded to zero from below is no less than zero.
        String series = format(legend, of.toArray()).replace("-0.00,", "0.00,");
        Table bins = at(histograms, step, key, index);
        FloatColumn edges = bins.floatColumn("value");
        for (int i = 0; i < bins.rowCount(); i++) {
          double middle = edges.get(i) + (edges.get(1) - edges.get(0)) / 2.0;
          points.add(middle, bins.floatColumn("density").get(i), series);
        }
        if (bins.isEmpty()) {
          points.add(0, Double.NaN, series);
        }
      }
      frames.add(RunView.frame(step, points.table()));
    }
    return frames;
  }

  /** The rows of a layer or parameter in a step. */
  private static Table at(Table table, int step, String key, int index) {
    return table.where(
        table.intColumn("step").isEqualTo(step).and(table.intColumn(key).isEqualTo(index)));
  }
}
