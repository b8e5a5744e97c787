package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.inspect.Recording;
import makemore.inspect.Snapshot;
import makemore.nn.Network;
import makemore.nn.Tanh;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The charts of how outputs, their gradients, and the gradients of weights are distributed, as
 * recorded in a run, or as the layers of a network hold them after a pass. The arrays of that pass
 * must still be open; without a pass there is a {@link NullPointerException}.
 */
public final class LayerCharts {

  private LayerCharts() {}

  /** Draws the outputs of each {@link Tanh} in the latest forward pass. */
  public static Chart outputs(Network network) {
    return outputs(record(network, Snapshot::activations));
  }

  /** Draws the gradients of the loss at each {@link Tanh}'s outputs in the latest backward pass. */
  public static Chart gradients(Network network) {
    return gradients(record(network, Snapshot::activationGradients));
  }

  /** Draws the gradient of each weight matrix in the latest backward pass. */
  public static Chart weightGradients(Network network) {
    return weightGradients(record(network, Snapshot::weightGradients));
  }

  private static Recording record(Network network, Consumer<Snapshot> what) {
    Recording recording = new Recording();
    what.accept(new Snapshot(network, 0, true, recording));
    return recording;
  }

  static Chart outputs(Recording recording) {
    double limit = Recorder.SATURATED;
    String legend = ": mean %.2f, std %.2f, saturated %.1f%%";
    String columns = "mean std saturated_percent";
    return chart("activation", recording, RecordedTable.ACTIVATIONS, legend, columns)
        .axes("activation", "density / its peak")
        .withMarkers(
            List.of(Chart.Marker.vertical(-limit, ""), Chart.Marker.vertical(limit, "saturated")));
  }

  static Chart gradients(Recording recording) {
    return chart("gradient", recording, RecordedTable.ACTIVATION_GRADIENTS, ": std %.1e", "std");
  }

  static Chart weightGradients(Recording recording) {
    String legend = " %s: std %.1e, grad:data %.1e";
    String columns = "shape std grad_data_ratio";
    return chart("weight gradient", recording, RecordedTable.WEIGHT_GRADIENTS, legend, columns);
  }

  /**
   * Draws a frame for each step with histograms, or with numbers if there are none. It has a curve
   * for each layer or parameter.
   *
   * @param legend what follows the name of a curve, a format of some columns
   */
  private static Chart chart(
      String what, Recording recording, RecordedTable table, String legend, String columns) {
    Table numbers = recording.table(table);
    Table histograms = recording.table(table.histograms());
    String key = RunView.key(numbers);
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : RunView.numbers(histograms.isEmpty() ? numbers : histograms, "step")) {
      Table now = RunView.rows(numbers, "step", step);
      Table allBins = RunView.rows(histograms, "step", step);
      Points points = new Points();
      for (int index : RunView.drawn(numbers)) {
        Row row = RunView.rows(now, key, index).iterator().next();
        Object[] values = Stream.of(columns.split(" ")).map(row::getObject).toArray();
        // A mean that is rounded to zero from below is no less than zero.
        String series =
            RunView.name(numbers, index) + format(legend, values).replace("-0.00,", "0.00,");
        Table bins = RunView.rows(allBins, key, index);
        float[] edges = bins.floatColumn("value").asFloatArray();
        // What is zero everywhere has no distribution.
        boolean drawn = !bins.isEmpty() && row.getFloat("std") > 0;
        double peak = bins.floatColumn("density").max();
        for (int i = 0; drawn && i < edges.length; i++) {
          double middle = edges[i] + (edges[1] - edges[0]) / 2.0;
          points.add(middle, bins.floatColumn("density").get(i) / peak, series);
        }
        if (!drawn) {
          points.add(0, Double.NaN, series);
        }
      }
      frames.add(new Chart.Frame(RunView.label(step), points.table()));
    }
    String name = what.replace(' ', '_') + "_distribution";
    return Chart.of(Chart.Kind.LINES, name, what + " distribution" + RunView.part(numbers), frames)
        .captioned()
        .axes("gradient", "density / its peak");
  }
}
