package makemore.plot;

import static makemore.inspect.English.format;
import static makemore.inspect.RecordedTable.ACTIVATIONS;
import static makemore.inspect.RecordedTable.ACTIVATION_GRADIENTS;
import static makemore.inspect.RecordedTable.ACTIVATION_GRADIENT_HISTOGRAMS;
import static makemore.inspect.RecordedTable.ACTIVATION_HISTOGRAMS;
import static makemore.inspect.RecordedTable.WEIGHT_GRADIENTS;
import static makemore.inspect.RecordedTable.WEIGHT_GRADIENT_HISTOGRAMS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How recorded outputs, their gradients, and the gradients of the weights are distributed. */
final class DistributionCharts {

  private DistributionCharts() {}

  static Chart outputs(Recording recording, String layer) {
    Function<Row, String> legend =
        row ->
            format(
                "layer %d (%s): mean %.2f, std %.2f, saturated %.1f%%",
                row.getInt("layer"),
                row.getString("type"),
                row.getFloat("mean"),
                row.getFloat("std"),
                row.getFloat("saturated_percent"));
    String tanh =
        ", with most of their weight in the middle and little at -1 and 1: there a tanh is"
            + " saturated (abs > 0.97), and passes hardly any gradient. Curves that narrow from"
            + " layer to layer mean that the signal dies out. Late in a long training the curves"
            + " lean towards the ends, as the network grows more confident.";
    return chart(
            "activation_distribution",
            "activation distribution",
            "activation",
            frames(recording, ACTIVATION_HISTOGRAMS, "layer", ACTIVATIONS, legend))
        .caption(
            "The outputs of each "
                + layer
                + " in one batch. The curves should overlap"
                + (layer.equalsIgnoreCase("tanh") ? tanh : "."));
  }

  static Chart gradients(Recording recording, String layer) {
    Function<Row, String> legend =
        row ->
            format(
                "layer %d (%s): mean %.1e, std %.1e",
                row.getInt("layer"),
                row.getString("type"),
                row.getFloat("mean"),
                row.getFloat("std"));
    return chart(
            "gradient_distribution",
            "gradient distribution",
            "gradient",
            frames(
                recording, ACTIVATION_GRADIENT_HISTOGRAMS, "layer", ACTIVATION_GRADIENTS, legend))
        .caption(
            "The gradient of the loss at the outputs of each "
                + layer
                + ". All layers should be about equally wide: if the first are much wider than the"
                + " last, gradients explode on their way back; if they are much narrower,"
                + " gradients vanish.");
  }

  static Chart weightGradients(Recording recording) {
    Function<Row, String> legend =
        row ->
            format(
                "parameter %d %s: std %.1e, grad:data %.1e",
                row.getInt("parameter"),
                row.getString("shape"),
                row.getFloat("std"),
                row.getFloat("grad_data_ratio"));
    return chart(
            "weight_gradient_distribution",
            "weight gradient distribution",
            "gradient",
            frames(recording, WEIGHT_GRADIENT_HISTOGRAMS, "parameter", WEIGHT_GRADIENTS, legend))
        .caption(
            "The gradient of each weight matrix; parameter 0 is the embedding. The ratio of"
                + " gradient to data says how fast a matrix learns: look for one that is far from"
                + " the others. Often that is the last, whose initial weights are small.");
  }

  private static Chart chart(String name, String title, String x, List<Chart.Frame> frames) {
    return Chart.of(Chart.Kind.LINES, name, title, frames).axes(x, "density");
  }

  private static List<Chart.Frame> frames(
      Recording recording,
      RecordedTable histogramTable,
      String key,
      RecordedTable numberTable,
      Function<Row, String> legend) {
    Table histograms = recording.table(histogramTable);
    Table numbers = recording.table(numberTable);
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : RunView.numbers(numbers, "step")) {
      Points points = new Points();
      for (int index : RunView.drawn(numbers, key)) {
        String series = legend.apply(at(numbers, step, key, index).iterator().next());
        Table histogram = at(histograms, step, key, index);
        for (Row bin : histogram) {
          points.add(bin.getFloat("value"), bin.getFloat("density"), series);
        }
        if (histogram.isEmpty()) {
          points.add(0, Double.NaN, series);
        }
      }
      frames.add(new Chart.Frame(format("step %,d", step), points.table()));
    }
    return frames;
  }

  /** The rows of a layer or parameter in a step. */
  private static Table at(Table table, int step, String key, int index) {
    return table.where(
        table.intColumn("step").isEqualTo(step).and(table.intColumn(key).isEqualTo(index)));
  }
}
