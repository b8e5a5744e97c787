package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Histogram;
import makemore.nn.ArrayTest;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Given;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** A network of two characters with one feature, 1 and 3; two Linear(2, 2), each with its Tanh. */
class LayerChartsTest extends ArrayTest {

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

  /** Each curve goes through the middles of 100 bins, and is 1 at its peak. */
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
      float[] drawn = values.get(i).toFloatArray();
      float[] densities = Histogram.of(drawn, 100).density();
      double[] density = IntStream.range(0, 100).mapToDouble(bin -> densities[bin]).toArray();
      double peak = Arrays.stream(density).max().orElseThrow();
      assertThat(curves.get(i).doubleColumn("y").asDoubleArray())
          .usingTolerance(1e-6)
          .containsExactly(Arrays.stream(density).map(d -> d / peak).toArray())
          .inOrder();
    }
  }

  @Test
  void whatNeedsAPassIsRefusedWithoutItAndThenDrawn() {
    var e = assertThrows(NullPointerException.class, () -> LayerCharts.outputs(network));
    assertThat(e).hasMessageThat().isEqualTo("the layers have made no such pass yet");

    network.forward(manager.create(new long[] {0, 0, 0, 1}, new Shape(2, 2)), true);
    network.backward(manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)));

    Layer first = network.numberedLayers().get(1);
    Layer second = network.numberedLayers().get(3);
    assertDensities(
        LayerCharts.outputs(network),
        List.of("hidden 1 \\(tanh\\): mean .*", "hidden 2 \\(tanh\\): mean .*"),
        List.of(first.output(), second.output()));
    assertDensities(
        LayerCharts.gradients(network),
        List.of("hidden 1 \\(tanh\\): std .*", "hidden 2 \\(tanh\\): std 1.3e\\+00"),
        List.of(first.outputGradient(), second.outputGradient()));
    assertDensities(
        LayerCharts.weightGradients(network),
        List.of(
            "embedding .*", "weights of hidden 1 .*", "weights of the output \\(2, 2\\): std .*"),
        Stream.of(0, 1, 3).map(network.parameters()::get).map(network.gradients()::get).toList());
  }
}
