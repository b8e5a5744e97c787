package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.DoubleStream;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Given;
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

  private static List<String> series(Chart chart) {
    return chart.table().stringColumn("series").asList().stream().distinct().toList();
  }

  /** The curve goes through the middles of 100 bins, and its area is 1. */
  private static void assertDensity(Chart chart, String series, NDArray values) {
    Table table = chart.table();
    Table curve = table.where(table.stringColumn("series").isEqualTo(series));
    double[] x = curve.doubleColumn("x").asDoubleArray();
    assertThat(x).hasLength(100);
    double width = x[1] - x[0];
    assertThat(x[0] - width / 2).isWithin(1e-6).of(values.min().getFloat());
    assertThat(x[99] + width / 2).isWithin(1e-5).of(values.max().getFloat());
    assertThat(DoubleStream.of(curve.doubleColumn("y").asDoubleArray()).sum() * width)
        .isWithin(1e-5)
        .of(1);
  }

  @Test
  void outputsAreThoseOfEachTanhAfterAForwardPass() {
    forward();
    Chart chart = LayerCharts.outputs(network);
    assertThat(chart.name()).isEqualTo("activation_distribution");
    List<String> series = series(chart);
    assertThat(series).hasSize(2);
    assertThat(series.get(0)).startsWith("hidden 1 (tanh): mean ");
    assertThat(series.get(1)).startsWith("hidden 2 (tanh): mean ");
    assertDensity(chart, series.get(0), network.numberedLayers().get(1).output());
    assertDensity(chart, series.get(1), network.numberedLayers().get(3).output());
  }

  @Test
  void gradientsAreThoseAtEachTanhsOutput() {
    forward();
    backward();
    Chart chart = LayerCharts.gradients(network);
    assertThat(series(chart).get(1)).isEqualTo("hidden 2 (tanh): std 1.3e+00");
    assertDensity(chart, series(chart).get(0), network.numberedLayers().get(1).outputGradient());
    assertDensity(chart, series(chart).get(1), network.numberedLayers().get(3).outputGradient());
  }

  @Test
  void weightGradientsAreThoseOfTheMatrices() {
    forward();
    backward();
    Chart chart = LayerCharts.weightGradients(network);
    List<String> series = series(chart);
    assertThat(series).hasSize(3);
    assertThat(series.get(2)).startsWith("weights of the output (2, 2): std ");
    NDArray gradient = network.gradients().get(network.parameters().get(3));
    assertDensity(chart, series.get(2), gradient);
  }

  @Test
  void whatNeedsAPassIsRefusedWithoutIt() {
    var e = assertThrows(NullPointerException.class, () -> LayerCharts.outputs(network));
    assertThat(e).hasMessageThat().isEqualTo("the layers have made no such pass yet");
    forward();
    e = assertThrows(NullPointerException.class, () -> LayerCharts.gradients(network));
    assertThat(e).hasMessageThat().isEqualTo("the layers have made no such pass yet");
  }

  @Test
  void theyAreDrawnWithoutAFile() {
    forward();
    assertThat(PngRenderer.image(LayerCharts.outputs(network), 900).getWidth()).isEqualTo(900);
  }
}
