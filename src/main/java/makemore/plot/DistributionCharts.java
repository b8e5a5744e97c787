package makemore.plot;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.List;
import makemore.inspect.RecordedTable;
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
            "layer %d (%s): mean %.2f, std %.2f, saturated %.1f%%",
            List.of("layer", "type", "mean", "std", "saturated_percent"));
    String ofTanh =
        ", with most of their weight in the middle and little at -1 and 1: there a tanh is"
            + " saturated (abs > 0.97), and passes hardly any gradient. Curves that narrow from"
            + " layer to layer mean that the signal dies out. Late in a long training the curves"
            + " lean towards the ends, as the network grows more confident.";
    return Chart.of(Chart.Kind.LINES, "activation_distribution", "activation distribution", frames)
        .axes("activation", "density")
        .caption(
            "The outputs of each "
                + layer
                + " in one batch. The curves should overlap"
                + (layer.equalsIgnoreCase("tanh") ? ofTanh : "."));
  }

  static Chart gradients(Recording recording, String layer) {
    List<Chart.Frame> frames =
        frames(
            recording.table(RecordedTable.ACTIVATION_GRADIENT_HISTOGRAMS),
            recording.table(RecordedTable.ACTIVATION_GRADIENTS),
            "layer %d (%s): mean %.1e, std %.1e",
            List.of("layer", "type", "mean", "std"));
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
            "parameter %d %s: std %.1e, grad:data %.1e",
            List.of("parameter", "shape", "std", "grad_data_ratio"));
    String title = "weight gradient distribution";
    return Chart.of(Chart.Kind.LINES, "weight_gradient_distribution", title, frames)
        .axes("gradient", "density")
        .caption(
            "The gradient of each weight matrix; parameter 0 is the embedding. The ratio of"
                + " gradient to data says how fast a matrix learns: look for one that is far from"
                + " the others. Often that is the last, whose initial weights are small.");
  }

  /**
   * A frame for each step, with a curve for each layer or parameter.
   *
   * @param legend the name of a curve, with the numbers of these columns, the first of which says
   *     which layer or parameter it is
   */
  private static List<Chart.Frame> frames(
      Table histograms, Table numbers, String legend, List<String> columns) {
    String key = columns.get(0);
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : RunView.numbers(numbers, "step")) {
      Points points = new Points();
      for (int index : RunView.drawn(numbers, key)) {
        Row row = at(numbers, step, key, index).iterator().next();
        String series = format(legend, columns.stream().map(row::getObject).toArray());
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
