package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  @TempDir Path folder;

  private final ExampleCharts examples = new ExampleCharts();

  @Test
  void thePageAndItsScriptAreAllThereIs() throws IOException {
    write(examples.all());
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactly("index.html", "plotly-cartesian.min.js");
    }
    assertThat(Files.readString(folder.resolve(HtmlPage.SCRIPT))).contains("plotly.js");
  }

  @Test
  void namesNoOtherPlace() throws IOException {
    assertThat(write(examples.all())).doesNotContainMatch("https?:|//cdn");
  }

  @Test
  void textsAreNoMarkup() throws IOException {
    String page = write(List.of(examples.manySeries()));
    assertThat(page).contains("<h2>It&#39;s &quot;odd&quot; text: &lt;b&gt;, \\n, ${x}, {{y}}, ");
    assertThat(page).contains("<li>&lt;i&gt;o&#39;neil</li>");
    assertThat(page).doesNotContain("</script>,");
    assertThat(page).contains("all &lt; 13 &amp; &quot;fine&quot;");
  }

  @Test
  void aLongCurveIsShort() throws IOException {
    assertThat(write(List.of(examples.loss())).length()).isLessThan(150_000);
  }

  @Test
  void aFrameIsShort() throws IOException {
    int frames = examples.activationDistribution().frames().size();
    assertThat(write(List.of(examples.activationDistribution())).length() / frames)
        .isLessThan(6_000);
  }

  @Test
  void aMissingFolderIsReported() {
    HtmlPage page = new HtmlPage("Page", List.of(), "Names", List.of(), examples.all());
    assertThrows(IOException.class, () -> page.write(folder.resolve("missing")));
  }

  private String write(List<Chart> charts) throws IOException {
    List<HtmlPage.Fact> facts = List.of(new HtmlPage.Fact("steps", "200,000"));
    HtmlPage page = new HtmlPage("A page", facts, "Names", List.of("emma", "<i>o'neil"), charts);
    return Files.readString(page.write(folder));
  }
}
