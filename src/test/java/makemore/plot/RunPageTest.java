package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.command.Program;
import makemore.inspect.RecordedTable;
import makemore.run.RunResult;
import makemore.store.RunFolder;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** The charts of short runs. */
final class RunPageTest {

  private static final String NAMES =
      "emma\nolivia\nava\nisabella\nsophia\ncharlotte\nmia\namelia\nharper\nevelyn\n";

  @TempDir private Path folder;

  private HtmlPage page(String names, String... options) throws IOException {
    Path data = Files.writeString(folder.resolve("names.txt"), names);
    Path run = folder.resolve("run");
    List<String> all =
        new ArrayList<>(
            List.of("train", "--no-plots", "--data", data.toString(), "--run", run.toString()));
    all.addAll(List.of(options));
    StringWriter err = new StringWriter();
    int status =
        Program.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            all.toArray(String[]::new));
    assertWithMessage(err.toString()).that(status).isEqualTo(0);
    return RunPage.of(RunResult.read(new RunFolder(run)));
  }

  private static Chart chart(HtmlPage page, String name) {
    return page.charts().stream()
        .filter(chart -> chart.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> series(Table table) {
    return table.stringColumn("series").asList().stream().distinct().toList();
  }

  @Test
  void everyChartHasItsCaptionAndVerdict() throws IOException {
    HtmlPage page = page(NAMES, "--steps=30", "--hidden-size=8");
    assertThat(page.charts().stream().map(Chart::name))
        .containsExactly(
            "loss",
            "activation_distribution",
            "gradient_distribution",
            "weight_gradient_distribution",
            "update_ratio",
            "activation_map",
            "gradient_map",
            "hidden_histogram",
            "saturation_map",
            "tanh",
            "tanh_derivative",
            "activations_over_time",
            "saturation_over_time",
            "gradients_over_time",
            "embedding")
        .inOrder();
    for (Chart chart : page.charts()) {
      assertWithMessage(chart.name()).that(chart.caption().length()).isGreaterThan(80);
      assertWithMessage(chart.name()).that(chart.verdicts()).isNotEmpty();
    }
  }

  @Test
  void distributionsHaveAFrameForEachRecordedStep() throws IOException {
    HtmlPage page = page(NAMES, "--steps=30", "--hidden-size=8");
    for (String name :
        List.of(
            "activation_distribution", "gradient_distribution", "weight_gradient_distribution")) {
      assertWithMessage(name)
          .that(chart(page, name).frames().stream().map(Chart.Frame::label))
          .containsExactly("step 0", "step 1", "step 2", "step 5", "step 10", "step 20", "step 29")
          .inOrder();
    }
  }

  @Test
  void legendHasTheNumbersOfItsStep() throws IOException {
    Chart chart = chart(page(NAMES, "--steps=30", "--hidden-size=8"), "activation_distribution");
    List<String> first = series(chart.frames().get(0).table());
    assertThat(first).hasSize(5);
    assertThat(first.get(0))
        .matches("hidden 1 \\(tanh\\): mean -?0\\.\\d\\d, std 0\\.\\d\\d, saturated \\d+\\.\\d%");
    assertThat(series(chart.table())).isNotEqualTo(first);
  }

  @Test
  void meanOverTimeHasTheColourOfItsStdAndIsDashed() throws IOException {
    HtmlPage page = page(NAMES, "--steps=30", "--hidden-size=8");
    Chart chart = chart(page, "activations_over_time");
    Palette palette = new Palette(chart.colours());
    List<String> series = series(chart.table());
    for (int std = 0; std < 5; std++) {
      int mean = series.indexOf(series.get(std).replace("std", "mean"));
      assertThat(mean).isEqualTo(std + 5);
      assertThat(palette.hex(mean)).isEqualTo(palette.hex(std));
      assertThat(palette.dashed(mean)).isTrue();
      assertThat(palette.dashed(std)).isFalse();
    }
  }

  @Test
  void areaUnderADensityIsOne() throws IOException {
    Table table =
        chart(page(NAMES, "--steps=2", "--hidden-size=8"), "activation_distribution").table();
    Table first =
        table.where(table.stringColumn("series").isEqualTo(table.stringColumn("series").get(0)));
    double width = first.doubleColumn("x").get(1) - first.doubleColumn("x").get(0);
    assertThat(first.doubleColumn("y").sum() * width).isWithin(1e-4).of(1);
  }

  @Test
  void learningRateHasNoExponent() throws IOException {
    HtmlPage page = page(NAMES, "--steps=9", "--learning-rate=0.0001");
    assertThat(page.facts().get(2).value()).endsWith("learning rate 0.0001");
  }

  @Test
  void neuronFramesAreThoseOfTheSlider() throws IOException {
    HtmlPage page = page(NAMES, "--steps=30", "--hidden-size=8");
    List<NeuronFrames.Frame> frames = page.neuronFrames().orElseThrow().frames();
    assertThat(frames.stream().map(NeuronFrames.Frame::label))
        .containsExactlyElementsIn(
            chart(page, "activation_distribution").frames().stream()
                .map(Chart.Frame::label)
                .toList())
        .inOrder();
    NeuronFrames.HiddenLayer layer = frames.get(0).layers().get(4);
    assertThat(layer.name()).isEqualTo("hidden 5 (tanh)");
    assertThat(layer.preActivations()).hasLength(8);
    assertThat(layer.preActivations()[0]).hasLength(32);
    assertThat(layer.normalised()).hasSize(3);
    // The batch norm's output is what the tanh is given.
    NeuronFrames.Normalised neuron = layer.normalised().get(0);
    double[] x = neuron.inputs();
    double std = Math.sqrt(StatUtils.variance(x) + neuron.epsilon());
    double y = neuron.gamma() * (x[0] - StatUtils.mean(x)) / std + neuron.beta();
    assertThat(y).isWithin(2e-3).of(layer.preActivations()[0][0]);
  }

  @Test
  void missingInputOfANeuronIsLeftOut() throws IOException {
    page(NAMES, "--steps=2", "--hidden-size=8");
    RunResult result = RunResult.read(new RunFolder(folder.resolve("run")));
    Table neurons = result.recording().table(RecordedTable.NEURONS);
    neurons.doubleColumn("x3").setMissing(neurons.rowCount() - 1);

    HtmlPage page = RunPage.of(result);

    List<NeuronFrames.Frame> frames = page.neuronFrames().orElseThrow().frames();
    assertThat(frames.get(1).layers().get(4).preActivations()[7][3]).isNaN();
    // The last point ends the last bin.
    DoubleColumn counts = chart(page, "hidden_histogram").table().doubleColumn("y").first(50);
    assertThat(counts.sum()).isEqualTo(8 * 32 - 1.0);
  }

  @Test
  void learningRatesStepIsMarkedWhereItIsReached() throws IOException {
    assertThat(chart(page(NAMES, "--steps=9", "--learning-rate-decay-at=5"), "loss").markers())
        .contains(Chart.Marker.vertical(5, "learning rate / 10"));
    assertThat(chart(page(NAMES, "--steps=9"), "loss").markers())
        .containsExactly(Chart.Marker.horizontal(Math.log(17), "ln 17: uniform predictions"));
  }

  @Test
  void lossIsTheMeanOfBatchesInABandOfTheMiddleOfThem() throws IOException {
    HtmlPage page = page(NAMES, "--steps=100", "--hidden-size=8");
    Table table = chart(page, "loss").table();
    Table means = table.where(table.stringColumn("series").isEqualTo("mean of 10 batches"));
    assertThat(means.rowCount()).isEqualTo(10);
    assertThat(means.doubleColumn("x").get(0)).isEqualTo(4.5);
    Table loss = new RunFolder(folder.resolve("run")).table(RecordedTable.LOSS.empty());
    FloatColumn first = loss.floatColumn("loss").first(10);
    assertThat(means.doubleColumn("y").get(0)).isWithin(1e-12).of(first.mean());
    assertThat(means.doubleColumn("low").get(0)).isWithin(1e-12).of(first.percentile(10));
    assertThat(means.doubleColumn("high").get(0)).isWithin(1e-12).of(first.percentile(90));
    Table validation = table.where(table.stringColumn("series").isEqualTo("validation"));
    assertThat(validation.doubleColumn("x").asList()).containsAtLeast(0.0, 1.0, 10.0, 99.0);
  }

  @Test
  void singleStepGivesAllCharts() throws IOException {
    HtmlPage page = page(NAMES, "--steps=1", "--hidden-size=8");
    assertThat(page.charts()).hasSize(15);
    assertThat(chart(page, "update_ratio").table().doubleColumn("x").unique().asList())
        .containsExactly(1.0);
    assertThat(chart(page, "update_ratio").xScale()).isEqualTo(Chart.Scale.LOG);
  }

  @Test
  void oneHiddenLayerGivesAllCharts() throws IOException {
    HtmlPage page = page(NAMES, "--preset=mlp-bn", "--steps=20", "--hidden-size=8");
    assertThat(page.charts()).hasSize(15);
    assertThat(series(chart(page, "activation_distribution").table())).hasSize(1);
  }

  @Test
  void ofManyLayersSomeAreDrawnFromTheFirstToTheLast() throws IOException {
    HtmlPage page =
        page(NAMES, "--preset=deep", "--steps=2", "--hidden-size=4", "--hidden-layers=30");
    List<String> drawn = series(chart(page, "activation_distribution").table());
    assertThat(drawn).hasSize(8);
    assertThat(drawn.get(0)).startsWith("hidden 1 ");
    assertThat(drawn.get(7)).startsWith("hidden 30 ");
  }

  @Test
  void charactersThatCannotBeSeenAloneAreDrawnAsSigns() throws IOException {
    String names = "a b\nno\u0308a\n神田\n😀a\na\u200db\nba\nab\nbb\naa\nbba\n";
    Table table = chart(page(names, "--steps=2", "--hidden-size=4"), "embedding").table();
    assertThat(table.stringColumn("label").asList())
        .containsExactly(".", "␣", "a", "b", "n", "o", "U+0308", "U+200D", "田", "神", "😀")
        .inOrder();
  }

  @Test
  void embeddingOfOneDimensionLiesOnALine() throws IOException {
    Table table =
        chart(page(NAMES, "--steps=2", "--hidden-size=4", "--embedding-size=1"), "embedding")
            .table();
    assertThat(table.doubleColumn("y").max()).isEqualTo(0.0);
    assertThat(table.doubleColumn("x").max()).isGreaterThan(0.0);
  }
}
