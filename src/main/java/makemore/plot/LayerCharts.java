package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.function.Consumer;
import makemore.inspect.Histogram;
import makemore.inspect.Recorder;
import makemore.inspect.Recording;
import makemore.inspect.Snapshot;
import makemore.inspect.Statistics;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.nn.Tanh;

/**
 * What a network's layers hold now, without a run. Outputs and gradients are those of its latest
 * pass, whose arrays must still be open; a {@link NullPointerException} says that there was none.
 */
public final class LayerCharts {

  private LayerCharts() {}

  /** The outputs of each {@link Tanh} in the latest forward pass. */
  public static Chart outputs(Network network) {
    return outputs(network, Tanh.class);
  }

  /** The outputs of each layer of a type in the latest forward pass. */
  public static Chart outputs(Network network, Class<? extends Layer> type) {
    Recording now = record(network, snapshot -> snapshot.activations(type));
    return DistributionCharts.outputs(now, type.getSimpleName());
  }

  /** The gradients of the loss at the outputs of each {@link Tanh} in the latest backward pass. */
  public static Chart gradients(Network network) {
    return gradients(network, Tanh.class);
  }

  /** The same of each layer of a type. */
  public static Chart gradients(Network network, Class<? extends Layer> type) {
    Recording now = record(network, snapshot -> snapshot.activationGradients(type));
    return DistributionCharts.gradients(now, type.getSimpleName());
  }

  /** The gradient of each weight matrix in the latest backward pass. */
  public static Chart weightGradients(Network network) {
    return DistributionCharts.weightGradients(record(network, Snapshot::weightGradients));
  }

  private static Recording record(Network network, Consumer<Snapshot> what) {
    Recording recording = new Recording();
    what.accept(new Snapshot(network, 0, true, recording));
    return recording;
  }

  /** Each weight matrix; it needs no pass. */
  public static Chart weights(Network network) {
    List<NDArray> matrices =
        network.parameters().stream()
            .map(Parameter::getArray)
            .filter(array -> array.getShape().dimension() == 2)
            .toList();
    Points points = new Points();
    for (int i = 0; i < matrices.size(); i++) {
      float[] values = matrices.get(i).toFloatArray();
      Statistics of = Statistics.of(values);
      Histogram histogram = Histogram.of(values, Recorder.BINS);
      String name = Names.matrix(i, matrices.size()) + " " + matrices.get(i).getShape();
      String series = format("%s: mean %.2f, std %.2f", name, of.mean(), of.std());
      points.addDensity(series, histogram.edges(), histogram.density());
    }
    return Chart.of(Chart.Kind.LINES, "weight_distribution", "weight distribution", points.table())
        .axes("weight", "density")
        .caption("The weights of each matrix.");
  }
}
