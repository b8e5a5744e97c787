package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Training;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The numbers behind the pictures, after step 0 of deep-bn, against PyTorch's. */
@Tag("numbers")
final class ChartNumbersTest {

  private record Numbers(
      double mean,
      double std,
      float low,
      float high,
      float[] hist,
      double saturated,
      double grad_data_ratio,
      double log10_update_ratio) {}

  private record Fixture(Map<String, Numbers> activations, Map<String, Numbers> weight_gradients) {}

  private static Fixture torch;
  private static Recording recording;

  @BeforeAll
  static void recordStepZero() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            ChartNumbersTest.class.getResourceAsStream("torch-charts.json"),
            StandardCharsets.UTF_8)) {
      torch = new Gson().fromJson(reader, Fixture.class);
    }
    assertThat(torch.activations).hasSize(5);
    assertThat(torch.weight_gradients).hasSize(7);
    Settings lesson = Preset.DEEP_BN.settings();
    WordFile data = WordFile.read(Path.of("data", "names.txt"));
    Vocabulary vocabulary = Vocabulary.of(data.words());
    Split split = Split.of(data.words(), vocabulary, lesson.blockSize());
    Recorder recorder = new Recorder(split);
    try (NDManager manager = NDManager.newBaseManager()) {
      Training.start(lesson, Layers.FUSED, split, vocabulary, manager)
          .run(0, 1, () -> false, List.of(recorder));
    }
    recording = recorder.recording();
  }

  @Test
  void activationStatisticsAreTorchs() {
    assertThat(recording.table(RecordedTable.ACTIVATIONS).rowCount())
        .isEqualTo(torch.activations.size());
    for (Row row : recording.table(RecordedTable.ACTIVATIONS)) {
      String layer = "layers." + row.getInt("layer");
      Numbers expected = torch.activations.get(layer);
      assertWithMessage("mean of %s", layer)
          .that((double) row.getFloat("mean"))
          .isWithin(1e-6)
          .of(expected.mean);
      assertWithMessage("std of %s", layer)
          .that((double) row.getFloat("std"))
          .isWithin(1e-6)
          .of(expected.std);
      assertWithMessage("percent saturated of %s", layer)
          .that((double) row.getFloat("saturated_percent"))
          .isWithin(1e-4)
          .of(100 * expected.saturated);
    }
  }

  @Test
  void activationDensitiesAreTorchs() {
    torch.activations.forEach(
        (layer, expected) -> {
          int index = Integer.parseInt(layer.substring("layers.".length()));
          assertDensity(
              layer,
              recording.table(RecordedTable.ACTIVATION_HISTOGRAMS),
              "layer",
              index,
              expected);
        });
  }

  @Test
  void weightGradientDensitiesAreTorchs() {
    List<Integer> parameters =
        recording.table(RecordedTable.WEIGHT_GRADIENTS).intColumn("parameter").asList();
    assertThat(parameters).hasSize(torch.weight_gradients.size());
    int i = 0;
    for (Map.Entry<String, Numbers> matrix : torch.weight_gradients.entrySet()) {
      assertDensity(
          matrix.getKey(),
          recording.table(RecordedTable.WEIGHT_GRADIENT_HISTOGRAMS),
          "parameter",
          parameters.get(i++),
          matrix.getValue());
    }
  }

  @Test
  void weightGradientStatisticsAreTorchs() {
    List<Numbers> expected = List.copyOf(torch.weight_gradients.values());
    assertThat(recording.table(RecordedTable.WEIGHT_GRADIENTS).rowCount())
        .isEqualTo(expected.size());
    for (Row row : recording.table(RecordedTable.WEIGHT_GRADIENTS)) {
      Numbers matrix = expected.get(row.getRowNumber());
      assertThat(row.getFloat("std") / matrix.std).isWithin(1e-5).of(1);
      assertThat(row.getFloat("grad_data_ratio") / matrix.grad_data_ratio).isWithin(1e-5).of(1);
    }
  }

  @Test
  void updateRatiosAreTorchs() {
    double[] expected =
        torch.weight_gradients.values().stream().mapToDouble(Numbers::log10_update_ratio).toArray();
    assertThat(
            recording.table(RecordedTable.UPDATE_RATIO).floatColumn("log10_ratio").asDoubleArray())
        .usingTolerance(1e-5)
        .containsExactly(expected)
        .inOrder();
  }

  /** A tanh's smallest output is that of its smallest input. */
  @Test
  void preActivationsAreTheTanhsInputs() {
    assertThat(recording.table(RecordedTable.PRE_ACTIVATIONS).rowCount())
        .isEqualTo(torch.activations.size());
    for (Row row : recording.table(RecordedTable.PRE_ACTIVATIONS)) {
      Numbers output = torch.activations.get("layers." + row.getInt("layer"));
      assertThat(Math.tanh(row.getFloat("min"))).isWithin(1e-6).of(output.low);
      assertThat(Math.tanh(row.getFloat("max"))).isWithin(1e-6).of(output.high);
      assertThat(row.getFloat("percentile_5")).isGreaterThan(row.getFloat("min"));
      assertThat(row.getFloat("percentile_95")).isLessThan(row.getFloat("max"));
    }
  }

  /** Their inputs are kept with four digits. */
  @Test
  void neuronsAreThoseOfEachTanh() {
    Table neurons = recording.table(RecordedTable.NEURONS);
    assertThat(neurons.rowCount()).isEqualTo(5 * 100);
    torch.activations.forEach(
        (layer, expected) -> {
          int index = Integer.parseInt(layer.substring("layers.".length()));
          Table layers = neurons.where(neurons.intColumn("layer").isEqualTo(index));
          double[] outputs =
              IntStream.range(0, 32)
                  .mapToObj(example -> layers.doubleColumn("x" + example).asDoubleArray())
                  .flatMapToDouble(DoubleStream::of)
                  .map(Math::tanh)
                  .toArray();
          assertThat(outputs).hasLength(32 * 100);
          assertThat(StatUtils.mean(outputs)).isWithin(1e-4).of(expected.mean);
          assertThat(Math.sqrt(StatUtils.variance(outputs))).isWithin(1e-4).of(expected.std);
        });
  }

  @Test
  void noNeuronOfAHealthyStartIsDead() {
    Table dead = recording.table(RecordedTable.DEAD_NEURONS);
    assertThat(dead.intColumn("examples").unique().asList()).containsExactly(4096);
    assertThat(dead.intColumn("neurons").unique().asList()).containsExactly(100);
    assertThat(dead.intColumn("dead").unique().asList()).containsExactly(0);
  }

  /**
   * The arrays may differ in the last bit, so that a value next to an edge falls into the next bin:
   * one in a thousand may.
   */
  private static void assertDensity(
      String name, Table histograms, String key, int index, Numbers expected) {
    Table histogram = histograms.where(histograms.intColumn(key).isEqualTo(index));
    assertThat(histogram.rowCount()).isEqualTo(expected.hist.length);
    double range = expected.high - expected.low;
    double width = range / expected.hist.length;
    double moved = 0;
    for (Row row : histogram) {
      int bin = row.getRowNumber();
      assertWithMessage("left edge of bin %s of %s", bin, name)
          .that((double) row.getFloat("value"))
          .isWithin(1e-4 * range)
          .of(expected.low + bin * width);
      moved += Math.abs(row.getFloat("density") - expected.hist[bin]) * width / 2;
    }
    assertWithMessage("share of the values of %s that are in another bin", name)
        .that(moved)
        .isWithin(1e-3)
        .of(0);
  }
}
