package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Given;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** A network of two characters with one feature, 1 and 3; two Linear(2, 2), each with its Tanh. */
class LayerChartsTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final Network network =
      new Network(
          new Embedding(2, 1),
          new FlattenConsecutive(2),
          new Linear(2, 2, true),
          new Tanh(),
          new Linear(2, 2, true),
          new Tanh());

  LayerChartsTest() {
    network.parameters().get(0).setInitializer(new Given(1, 3));
    network.parameters().get(1).setInitializer(new Given(0.5f, -0.25f, 0.1f, 0.2f));
    network.parameters().get(3).setInitializer(new Given(-1, 2, 3, 6));
    network.initialize(manager, new Shape(1, 2));
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private void forward() {
    network.forward(manager.create(new long[] {0, 0, 0, 1}, new Shape(2, 2)), true);
  }

  private void backward() {
    network.backward(manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)));
  }

  /** Each curve goes through the middles of 100 bins, and its area is 1. */
  private static void assertDensities(Chart chart, List<String> names, List<NDArray> values) {
    List<Table> curves = chart.table().splitOn("series").asTableList();
    assertThat(curves).hasSize(values.size());
    for (int i = 0; i < values.size(); i++) {
      assertThat(curves.get(i).stringColumn("series").get(0)).matches(names.get(i));
      double[] x = curves.get(i).doubleColumn("x").asDoubleArray();
      assertThat(x).hasLength(100);
      double width = x[1] - x[0];
      assertThat(x[0] - width / 2).isWithin(1e-6).of(values.get(i).min().getFloat());
      assertThat(x[99] + width / 2).isWithin(1e-5).of(values.get(i).max().getFloat());
      assertThat(curves.get(i).doubleColumn("y").sum() * width).isWithin(1e-5).of(1);
    }
  }

  @Test
  void outputsAreThoseOfEachTanhAfterAForwardPass() {
    forward();
    Chart chart = LayerCharts.outputs(network);
    assertThat(chart.name()).isEqualTo("activation_distribution");
    assertDensities(
        chart,
        List.of("hidden 1 \\(tanh\\): mean .*", "hidden 2 \\(tanh\\): mean .*"),
        List.of(layer(1).output(), layer(3).output()));
  }

  @Test
  void gradientsAreThoseAtEachTanhsOutput() {
    forward();
    backward();
    assertDensities(
        LayerCharts.gradients(network),
        List.of("hidden 1 \\(tanh\\): std .*", "hidden 2 \\(tanh\\): std 1.3e\\+00"),
        List.of(layer(1).outputGradient(), layer(3).outputGradient()));
  }

  private Layer layer(int number) {
    return network.numberedLayers().get(number);
  }

  @Test
  void weightGradientsAreThoseOfTheMatrices() {
    forward();
    backward();
    assertDensities(
        LayerCharts.weightGradients(network),
        List.of(
            "embedding .*", "weights of hidden 1 .*", "weights of the output \\(2, 2\\): std .*"),
        Stream.of(0, 1, 3).map(network.parameters()::get).map(network.gradients()::get).toList());
  }

  @Test
  void whatNeedsAPassIsRefusedWithoutIt() {
    var e = assertThrows(NullPointerException.class, () -> LayerCharts.outputs(network));
    assertThat(e).hasMessageThat().isEqualTo("the layers have made no such pass yet");
    forward();
    e = assertThrows(NullPointerException.class, () -> LayerCharts.gradients(network));
    assertThat(e).hasMessageThat().isEqualTo("the layers have made no such pass yet");
  }
}
