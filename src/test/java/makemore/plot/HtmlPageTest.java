package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  @TempDir Path folder;

  private final ExampleCharts examples = new ExampleCharts();

  @Test
  void itsScriptIsPlotly() throws IOException {
    assertThat(html(examples.all())).contains("src=\"" + HtmlPage.SCRIPT + "\"");
    HtmlPage page = ExampleCharts.page("A page", List.of(), List.of(), List.of());
    page.write(folder);
    assertThat(Files.readString(folder.resolve(HtmlPage.SCRIPT))).contains("plotly.js");
  }

  @Test
  void namesNoOtherPlace() throws IOException {
    assertThat(html(examples.all())).doesNotContainMatch("https?:|//cdn");
  }

  @Test
  void textsAreNoMarkup() throws IOException {
    String page = html(List.of(examples.manySeries()));
    assertThat(page)
        .contains(
            "<h2 class=\"title\">It&#39;s &quot;odd&quot; text: &lt;b&gt;, \\n, ${x}, {{y}}, ");
    assertThat(page).contains("<li>&lt;i&gt;o&#39;neil</li>");
    assertThat(page).doesNotContain("</script>,");
    assertThat(page).contains("all &lt; 13 &amp; &quot;fine&quot;");
  }

  @Test
  void aFrameIsShort() throws IOException {
    int frames = examples.activationDistribution().frames().size();
    int all = html(List.of(examples.activationDistribution())).length();
    assertThat((all - html(List.of()).length()) / frames).isLessThan(5_500);
  }

  @Test
  void theNeuronFramesOfALongRunAreShort() throws IOException {
    NeuronFrames four = new ExampleNeuronFrames().of(5, 100);
    NeuronFrames eighteen =
        new NeuronFrames(
            Collections.nCopies(18, four.frames()).stream()
                .limit(18)
                .map(all -> all.get(2))
                .toList());
    HtmlPage page =
        new HtmlPage(
            "A page", List.of(), List.of(), Optional.empty(), List.of(), Optional.of(eighteen));
    assertThat(page.html().length()).isLessThan(2_600_000);
  }

  @Test
  void neuronFramesOfADivergedRunAreWritten() throws IOException {
    double[] none = {Double.NaN, 1.235};
    var neuron = new NeuronFrames.Normalised(0, Float.NaN, 0, 0, 1, 1, none, none);
    float[] percent = {Float.NaN};
    double[][] inputs = {none};
    var layer =
        new NeuronFrames.HiddenLayer("<hidden>", new int[] {0}, percent, inputs, List.of(neuron));
    var neuronFrames = new NeuronFrames(List.of(new NeuronFrames.Frame("step 0", List.of(layer))));
    String page =
        new HtmlPage(
                "", List.of(), List.of(), Optional.empty(), List.of(), Optional.of(neuronFrames))
            .html();
    assertThat(page).contains("\"preActivations\":[[NaN,1.235]]");
    assertThat(page).contains("\"inputs\":[NaN,1.235]");
    assertThat(page).doesNotContain("<hidden>");
  }

  private String html(List<Chart> charts) throws IOException {
    List<HtmlPage.Fact> facts = List.of(new HtmlPage.Fact("steps", "200,000"));
    return ExampleCharts.page("A page", facts, List.of("emma", "<i>o'neil"), charts).html();
  }
}
