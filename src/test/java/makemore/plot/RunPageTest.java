package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import makemore.command.Invocation;
import makemore.inspect.RecordedTable;
import makemore.run.Following;
import makemore.run.RunResult;
import makemore.store.RunFolder;
import makemore.text.Vocabulary;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** The charts of short runs. */
final class RunPageTest {

  private static final Chart.Marker UNIFORM =
      Chart.Marker.horizontal(Math.log(17), "ln 17: uniform predictions");

  @TempDir private Path folder;

  private HtmlPage page(String... options) throws IOException {
    return RunPage.of(ExampleRun.train(folder, options));
  }

  private static List<String> markers(Chart chart) {
    return chart.markers().stream().map(Chart.Marker::label).toList();
  }

  private static List<String> series(Table table) {
    return table.stringColumn("series").asList().stream().distinct().toList();
  }

  private static String labels(Chart chart) {
    return chart.frames().stream().map(Chart.Frame::label).collect(joining(", "));
  }

  @Test
  void everyChartHasItsCaptionAndVerdict() {
    assertThat(ExampleRun.PAGE.charts().stream().map(Chart::name).collect(joining(" ")))
        .isEqualTo(
            "loss update_ratio activation_distribution_start activation_distribution"
                + " gradient_distribution_start gradient_distribution"
                + " weight_gradient_distribution_start weight_gradient_distribution"
                + " activation_map gradient_map hidden_histogram saturation_map tanh"
                + " tanh_derivative activations_over_time saturation_over_time"
                + " gradients_over_time following_counted following embedding");
    for (Chart chart : ExampleRun.PAGE.charts()) {
      if (chart.isBeside()) {
        assertThat(labels(chart)).isEqualTo(chart.name().endsWith("_start") ? "step 0" : "");
        continue;
      }
      assertWithMessage(chart.name()).that(chart.caption().length()).isGreaterThan(80);
      assertWithMessage(chart.name()).that(chart.verdicts()).isNotEmpty();
    }
  }

  @Test
  void glassAtStepZeroHasTheGammaAndBetaOfThePassAndNotOfTheUpdateAfterIt() {
    NeuronFrames frames = ExampleRun.PAGE.neuronFrames().orElseThrow();
    for (NeuronFrames.HiddenLayer layer : frames.frames().get(0).layers()) {
      for (NeuronFrames.Normalised neuron : layer.normalised()) {
        assertThat(neuron.gamma()).isEqualTo(1f);
        assertThat(neuron.beta()).isEqualTo(0f);
      }
    }
  }

  @Test
  void lossCaptionSaysOnlyWhatThisRunShows() throws IOException {
    assertThat(ExampleRun.chart("loss").caption()).doesNotContain("false confidence");
    HtmlPage plain = page("--preset=deep", "--init=plain", "--steps=20", "--hidden-size=100");
    assertThat(ExampleRun.chart(plain, "loss").caption()).contains("false confidence");
    Path other = Files.createDirectory(folder.resolve("other"));
    String[] options = {"--preset=deep", "--last-layer-gain=5", "--steps=60", "--learning-rate=30"};
    HtmlPage worse = RunPage.of(ExampleRun.train(other, options));
    assertThat(ExampleRun.chart(worse, "loss").caption()).doesNotContain("false confidence");
  }

  /** The layer of the histogram and of the map is the one that the sentence about death names. */
  @Test
  void titlesNameTheLayerAndHowManyOfItsNeuronsAreShown() throws IOException {
    String histogram = ExampleRun.chart("hidden_histogram").title();
    assertThat(histogram).matches("activations of hidden \\d \\(tanh\\)");
    assertThat(ExampleRun.chart("saturation_map").title()).endsWith(histogram.substring(15));
    HtmlPage wide = page("--steps=1", "--hidden-size=200", "--preset=deep", "--gain=5");
    assertThat(ExampleRun.chart(wide, "saturation_map").title())
        .matches("saturated activations \\(white\\) of hidden \\d \\(tanh\\), 120 of 200 neurons");
  }

  /** Pre-activations of millions would draw a step, and nothing of the slope. */
  @ParameterizedTest
  @CsvSource({"-3e6, 2e6, 20, -20, 20", "-1.5, 2, 5, -1.5, 2", "-40, 4, 20, -20, 4"})
  void axisOfTanhEndsWhereTanhDoes(double low, double high, double end, double from, double to) {
    RunView run = RunView.of(ExampleRun.RESULT);
    Chart chart = new TanhCharts(run, NeuronFrames.of(run), low, high).tanh();
    assertThat(chart.table().doubleColumn("x").max()).isEqualTo(end);
    assertThat(chart.markers().get(0).from()).isEqualTo(from);
    assertThat(chart.markers().get(0).to()).isEqualTo(to);
    assertThat(chart.verdicts().get(0).text().endsWith("; the axis ends at ±20"))
        .isEqualTo(end == 20);
  }

  @Test
  void tinyUpdatesAreDrawnAtTheEndOfTheAxisAndTheCaptionSaysSo() throws IOException {
    HtmlPage page = page("--preset=deep", "--learning-rate=30", "--steps=60", "--hidden-size=100");
    Chart updates = ExampleRun.chart(page, "update_ratio");
    assertThat(updates.table().doubleColumn("y").min()).isEqualTo(-8.0);
    assertThat(updates.caption()).endsWith("Smaller ratios and updates of 0 are drawn at -8.");
    assertThat(ExampleRun.chart("update_ratio").caption()).doesNotContain("Smaller ratios");
  }

  @Test
  void runThatDivergedEndsInACross() throws IOException {
    Path run = folder.resolve("run");
    Path names = Files.writeString(folder.resolve("names.txt"), ExampleRun.NAMES);
    Invocation.ofLine("train --no-plots --batch-size=2 --data " + names + " --run " + run);
    RunResult diverged = RunResult.read(new RunFolder(run));
    assertThat(diverged.divergence()).isPresent();
    HtmlPage page = RunPage.of(diverged);
    assertThat(series(ExampleRun.chart(page, "loss").table())).contains("× diverged");
    assertThat(series(ExampleRun.chart("loss").table())).doesNotContain("× diverged");
  }

  /** Counted in the strings of the words that are trained on. */
  @Test
  void mapOfWhatFollowsHasTheSharesOfTheTrainingPart() {
    Table counted = ExampleRun.chart("following_counted").table();
    Following following = ExampleRun.RESULT.following();
    int examples =
        Arrays.stream(following.counted()).mapToInt(row -> IntStream.of(row).sum()).sum();
    assertThat(examples).isEqualTo(ExampleRun.RESULT.summary().orElseThrow().examples().train());
    for (int i = 0; i < counted.rowCount(); i++) {
      int[] row = following.counted()[counted.intColumn("y").get(i)];
      double share = (double) row[i % row.length] / IntStream.of(row).sum();
      double shown = counted.doubleColumn("value").getDouble(i);
      assertThat(Double.isNaN(shown) ? 0 : Math.pow(10, shown)).isWithin(1e-12).of(share);
    }
    for (double[] row : following.predicted()) {
      assertThat(Arrays.stream(row).sum()).isWithin(1e-5).of(1);
    }
  }

  /** What follows b, which is rare, is not compared. */
  @Test
  void predictionFurthestFromTheCountsIsNamed() {
    int[][] counted = {{0, 150, 50}, {20, 20, 60}, {2, 0, 0}};
    double[][] predicted = {{0, 0.7, 0.3}, {0.1, 0.2, 0.7}, {0, 0, 1}};
    Following following = new Following(List.of(0, 1, 2), counted, predicted);
    Vocabulary vocabulary = Vocabulary.of(List.of("ab"));
    assertThat(new FollowingCharts(vocabulary, following).predicted().verdicts().get(0).text())
        .isEqualTo("furthest apart: after 'a' comes '.' in 20% of the examples; predicted 10%");
  }

  @Test
  void pageSaysHowManyNamesAreNew() {
    HtmlPage.Fact last = Iterables.getLast(ExampleRun.PAGE.facts());
    assertThat(last.label()).isEqualTo("new names");
    assertThat(last.value()).startsWith("of 20 names: ");
  }

  @Test
  void mapsOfHealthyRunsHaveEvenColours() {
    Chart map = ExampleRun.chart("activation_map");
    assertThat(map.darkest()).isEqualTo(-2.0);
    assertThat(map.brightest()).isEqualTo(0.0);
    Chart gradients = ExampleRun.chart("gradient_map");
    assertThat(gradients.brightest() - gradients.darkest()).isEqualTo(4.0);
    assertThat(gradients.brightest()).isAtLeast(gradients.table().doubleColumn("value").max());
  }

  /** At step 0, at powers of ten from 10 on, and at the last step. */
  @Test
  void namesAreInventedAtAFewSteps() throws IOException {
    List<NeuronFrames.Invented> invented = ExampleRun.PAGE.neuronFrames().orElseThrow().invented();
    assertThat(invented.stream().map(NeuronFrames.Invented::label).toList())
        .containsExactly("step 0", "step 10", "step 100", "step 299")
        .inOrder();
    for (NeuronFrames.Invented each : invented) {
      assertThat(each.names()).hasSize(5);
    }
  }

  @Test
  void chartOfAReaderHasNoCaptionOfOurs() {
    Table table = new Points().table();
    assertThat(Chart.of(Chart.Kind.LINES, "loss", "my loss", table).caption()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activation_distribution",
        "gradient_distribution",
        "weight_gradient_distribution",
        "hidden_histogram",
        "saturation_map"
      })
  void framesAreTheRecordedSteps(String name) {
    assertThat(labels(ExampleRun.chart(name)))
        .isEqualTo(
            "step 0, step 1, step 2, step 5, step 10, step 20, step 50, step 100, step 200,"
                + " step 299");
  }

  @Test
  void legendHasTheNumbersOfItsStep() {
    Chart chart = ExampleRun.chart("activation_distribution");
    List<String> first = series(chart.frames().get(0).table());
    assertThat(first).hasSize(5);
    assertThat(first.get(0))
        .matches("hidden 1 \\(tanh\\): mean -?0\\.\\d\\d, std 0\\.\\d\\d, saturated \\d+\\.\\d%");
    assertThat(series(chart.table())).isNotEqualTo(first);
  }

  @Test
  void meanOverTimeHasTheColourOfItsStdAndIsDashed() {
    Chart chart = ExampleRun.chart("activations_over_time");
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
  void neuronFramesAreThoseOfTheSlider() {
    List<NeuronFrames.Frame> frames = ExampleRun.PAGE.neuronFrames().orElseThrow().frames();
    assertThat(frames.stream().map(NeuronFrames.Frame::label).collect(joining(", ")))
        .isEqualTo(labels(ExampleRun.chart("activation_distribution")));
    NeuronFrames.HiddenLayer layer = frames.get(0).layers().get(4);
    assertThat(layer.name()).isEqualTo("hidden 5 (tanh)");
    assertThat(layer.preActivations()).hasLength(20);
    assertThat(layer.preActivations()[0]).hasLength(32);
    assertThat(layer.normalised()).hasSize(3);
    // The batch norm's output is what the tanh is given.
    NeuronFrames.Normalised neuron = layer.normalised().get(0);
    double[] x = neuron.inputs();
    double std = Math.sqrt(StatUtils.variance(x) + neuron.epsilon());
    double y = neuron.gamma() * (x[0] - StatUtils.mean(x)) / std + neuron.beta();
    assertThat(y).isWithin(2e-3).of(layer.preActivations()[neuron.neuron()][0]);
  }

  @Test
  void missingInputOfANeuronIsLeftOut() {
    List<NeuronFrames.Frame> frames = ExampleRun.PAGE.neuronFrames().orElseThrow().frames();
    assertThat(frames.get(9).layers().get(4).preActivations()[1][2]).isNaN();
    // The last point ends the last bin.
    Table histogram = ExampleRun.chart("hidden_histogram").table();
    assertThat(histogram.doubleColumn("y").first(50).sum()).isEqualTo(20 * 32 - 1.0);
  }

  @Test
  void learningRatesStepIsMarkedWhereItIsReached() {
    assertThat(ExampleRun.chart("loss").markers())
        .containsAtLeast(Chart.Marker.vertical(201, "learning rate / 10"), UNIFORM);
    assertThat(markers(ExampleRun.chart("loss"))).contains("counting pairs");
  }

  /** One batch at a time up to step 40, then a twentieth of the steps before, at most ten. */
  @Test
  void lossIsTheMeanOfBatchesInABandOfTheMiddleOfThem() {
    Chart chart = ExampleRun.chart("loss");
    assertThat(chart.xTitle()).isEqualTo("step + 1");
    assertThat(chart.xScale()).isEqualTo(Chart.Scale.LOG);
    Table table = chart.table();
    Table means = table.where(table.stringColumn("series").isEqualTo("mean of up to 10 batches"));
    FloatColumn losses =
        ExampleRun.RESULT.recording().table(RecordedTable.LOSS).floatColumn("loss");
    for (int i = 0; i < 40; i++) {
      assertThat(means.doubleColumn("x").get(i)).isEqualTo(i + 1.0);
      assertThat(means.doubleColumn("y").get(i)).isEqualTo((double) losses.get(i));
      assertThat(means.doubleColumn("low").isMissing(i)).isTrue();
    }
    int ten = means.doubleColumn("low").isNotMissing().toArray()[0];
    int from = (int) (means.doubleColumn("x").get(ten) - 5.5);
    FloatColumn some = losses.inRange(from, from + 10);
    assertThat(from).isAtLeast(200);
    assertThat(means.doubleColumn("y").get(ten)).isWithin(1e-12).of(some.mean());
    assertThat(means.doubleColumn("low").get(ten)).isWithin(1e-12).of(some.percentile(10));
    assertThat(means.doubleColumn("high").get(ten)).isWithin(1e-12).of(some.percentile(90));
    Table validation = table.where(table.stringColumn("series").isEqualTo("validation"));
    assertThat(validation.doubleColumn("x").asList()).containsAtLeast(1.0, 2.0, 11.0, 300.0);
  }

  @Test
  void singleStepOfOneHiddenLayerGivesAllCharts() throws IOException {
    HtmlPage page =
        page("--steps=1", "--preset=mlp-bn", "--hidden-size=8", "--learning-rate=0.0001");
    assertThat(page.charts()).hasSize(20);
    assertThat(markers(ExampleRun.chart(page, "loss")))
        .containsExactly("ln 17: uniform predictions", "counting pairs");
    Chart updates = ExampleRun.chart(page, "update_ratio");
    assertThat(updates.table().doubleColumn("x").unique().asList()).containsExactly(1.0);
    assertThat(updates.xScale()).isEqualTo(Chart.Scale.LOG);
    assertThat(series(ExampleRun.chart(page, "activation_distribution").table())).hasSize(1);
    // It has no exponent.
    assertThat(page.facts().get(2).value()).endsWith("learning rate 0.0001");
  }

  @Test
  void whereThereIsOneOfAThingItsWordIsSingular() throws IOException {
    HtmlPage page =
        page(
            "--preset=mlp",
            "--steps=1",
            "--batch-size=1",
            "--block-size=1",
            "--embedding-size=1",
            "--hidden-size=1");
    List<String> facts = page.facts().stream().map(HtmlPage.Fact::value).toList();
    assertThat(facts.get(1)).startsWith("mlp: 1 character of context, embedding 1,");
    assertThat(facts.get(2)).startsWith("1 step of 1 example,");
    assertThat(ExampleRun.chart(page, "embedding").caption()).startsWith("The number that stands");
    for (Chart chart : page.charts()) {
      assertThat(chart.caption() + chart.verdicts())
          .doesNotContainMatch("\\b1 (steps|examples|words|characters|neurons|numbers|batches)\\b");
    }
  }

  @Test
  void ofManyLayersSomeAreDrawnFromTheFirstToTheLast() throws IOException {
    HtmlPage page = page("--preset=deep", "--steps=2", "--hidden-size=4", "--hidden-layers=30");
    List<String> drawn = series(ExampleRun.chart(page, "activation_distribution").table());
    assertThat(drawn).hasSize(8);
    assertThat(drawn.get(0)).startsWith("hidden 1 ");
    assertThat(drawn.get(7)).startsWith("hidden 30 ");
  }

  @ParameterizedTest
  @CsvSource({
    "150, embedding, .",
    "151, embedding: labels of the 50 most frequent of 151 characters, Ē"
  })
  void ofTooManyCharactersTheMostFrequentAreLabelled(int characters, String title, String first) {
    String letters =
        new String(
            IntStream.range(0, characters - 1).map(i -> 'Ā' + i).toArray(), 0, characters - 1);
    List<String> words = List.of(letters, "ĒĒĒ");
    Vocabulary vocabulary = Vocabulary.of(words);
    Chart chart =
        EmbeddingChart.of(vocabulary, words, new float[characters][2], new float[characters][2]);
    assertThat(chart.title()).isEqualTo(title);
    List<String> labels = chart.table().stringColumn("label").asList();
    assertThat(labels.get(0)).isEqualTo(first);
    assertThat(labels).containsNoDuplicates();
    assertThat(labels).hasSize(characters);
  }

  /** A character that cannot be seen is drawn as a sign. */
  @Test
  void embeddingOfOneDimensionLiesOnALine() {
    float[][] embedding = {{-3}, {1}, {2}};
    List<String> words = List.of("a ");
    Table table = EmbeddingChart.of(Vocabulary.of(words), words, embedding, embedding).table();
    assertThat(table.stringColumn("label").asList()).containsExactly(".", "␣", "a").inOrder();
    assertThat(table.doubleColumn("x").asDoubleArray())
        .usingTolerance(1e-9)
        .containsExactly(-3.0, 1.0, 2.0)
        .inOrder();
    assertThat(table.doubleColumn("y").asDoubleArray())
        .usingTolerance(1e-9)
        .containsExactly(0.0, 0.0, 0.0);
  }

  private static List<String> said(float[][] before, float[][] after) {
    List<String> words = List.of("abc");
    Chart chart = EmbeddingChart.of(Vocabulary.of(words), words, after, before);
    return chart.verdicts().stream().map(Chart.Verdict::text).toList();
  }

  /** Of ., a, b and c, the distances of the last three from each other are compared. */
  @Test
  void nearestCharactersAreThoseThatTrainingBroughtTogether() {
    float[][] before = {{0}, {1}, {2}, {9}};
    assertThat(said(before, new float[][] {{0}, {1}, {8}, {9.5f}}))
        .containsExactly(
            "in all dimensions together, 'b' and 'c' have become closest to each other; before"
                + " training 1 pair was closer",
            "training moved '.' least, by 0.00, and 'b' most, by 6.00")
        .inOrder();
    assertThat(said(before, before).get(0))
        .isEqualTo(
            "'a' and 'b' are closest to each other in all dimensions together, as they were by"
                + " chance before training");
  }

  @Test
  void initialEmbeddingIsTheOneThatTheSeedDraws() throws IOException {
    RunResult result = ExampleRun.train(folder, "--steps=1", "--learning-rate=1e-30");
    assertThat(result.initialEmbedding()).isEqualTo(result.embedding());
  }
}
