package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  @TempDir Path folder;

  @Test
  void thePageAndPlotlyAreAllThereIs() throws IOException {
    Path file = ExampleRun.PAGE.write(folder);
    assertThat(file).isEqualTo(folder.resolve("index.html"));
    assertThat(Files.readString(file)).isEqualTo(ExampleRun.PAGE.html());
    assertThat(Files.readString(file)).contains("src=\"" + HtmlPage.SCRIPT + "\"");
    Path script = folder.resolve(HtmlPage.SCRIPT);
    assertThat(Files.readString(script)).contains("plotly.js");
    assertThat(folder.toFile().list()).asList().containsExactly("index.html", HtmlPage.SCRIPT);
    assertThat(ExampleRun.PAGE.html()).doesNotContainMatch("https?:|//cdn");
  }

  @Test
  void textsAreNoMarkup() throws IOException {
    String page = ExampleCharts.page(List.of(ExampleCharts.odd())).html();
    assertThat(page)
        .contains(
            "<h2 class=\"title\">It&#39;s &quot;odd&quot; text: &lt;b&gt;, \\n, ${x}, {{y}}, ");
    assertThat(page).contains("<li dir=\"auto\">&lt;i&gt;o&#39;neil</li>");
    assertThat(page)
        .contains(
            "&lt;/script&gt;. A caption with &lt;b&gt;, &quot;quotes&quot;, it&#39;s, \\ and"
                + " &lt;/script&gt;. Good: all &lt; 13 &amp; &quot;fine&quot;.\">");
    assertThat(page).doesNotContain("</script>,");
    assertThat(page).contains("<li class=\"good\">all &lt; 13 &amp; &quot;fine&quot;");
  }

  @Test
  void imagesOfVariantsAreInTheirFolders() throws IOException {
    String page = ExampleCharts.columns(2).html();
    assertThat(page).contains("<noscript><img src=\"variant-0/loss.png\"");
    assertThat(page).contains("<noscript><img src=\"variant-1/distribution.png\"");
  }

  @Test
  void framesAreShort() throws IOException {
    int empty = ExampleCharts.page(List.of()).html().length();
    Chart chart = ExampleRun.chart("activation_distribution");
    int frames = ExampleCharts.page(List.of(chart)).html().length() - empty;
    assertThat(frames / chart.frames().size()).isLessThan(5_500);

    NeuronFrames all = ExampleRun.PAGE.neuronFrames().orElseThrow();
    int neurons = ExampleCharts.page(List.of(), Optional.of(all)).html().length() - empty;
    assertThat(neurons / (all.frames().size() * 5 * 20 * 32)).isLessThan(11);
  }

  @Test
  void neuronFramesOfADivergedRunAreWritten() throws IOException {
    double[] none = {Double.NaN, 1.235};
    var neuron = new NeuronFrames.Normalised(0, Float.NaN, 0, 0, 1, 1, none, none);
    float[] percent = {Float.NaN};
    double[][] inputs = {none};
    var layer =
        new NeuronFrames.HiddenLayer("<hidden>", new int[] {0}, percent, inputs, List.of(neuron));
    var neuronFrames =
        new NeuronFrames(List.of(new NeuronFrames.Frame("step 0", List.of(layer))), List.of());
    String page = ExampleCharts.page(List.of(), Optional.of(neuronFrames)).html();
    assertThat(page).contains("\"preActivations\":[[NaN,1.235]]");
    assertThat(page).contains("\"inputs\":[NaN,1.235]");
    assertThat(page).doesNotContain("<hidden>");
  }
}
