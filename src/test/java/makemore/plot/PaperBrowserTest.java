package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where it cannot move: on paper, without its scripts, without the one that draws. */
class PaperBrowserTest extends BrowserTest {

  private static final List<Chart> CHARTS =
      List.of(
          ExampleRun.chart("loss"),
          ExampleRun.chart("activation_distribution"),
          ExampleCharts.odd(),
          ExampleRun.chart("embedding"),
          ExampleRun.chart("activation_map"));

  /** What a sheet of US letter has between its margins, in CSS pixels; A4's is 717. */
  private static final int PAPER = 700;

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page = ExampleCharts.page(CHARTS, ExampleRun.PAGE.neuronFrames()).write(folder);
    PngRenderer.write(CHARTS, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void paperIsWhiteAndCutsNothing(String scheme) {
    browser.show(page, 1400, scheme);
    String screen = text("#activation_distribution .legend");
    browser.medium("print", scheme);
    browser.await("document.querySelector('#loss .main-svg').clientWidth === 660");
    assertThat(style("body", "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
    assertThat(style(".legendtext", "fill")).isEqualTo("rgb(34, 34, 34)");
    assertThat(style("#odd .trace:nth-child(7) .lines path", "stroke"))
        .isEqualTo("rgb(96, 48, 240)");
    assertThat(beyond(".main-svg, .legendtext, figcaption", PAPER)).isEmpty();
    assertThat(text("#activation_distribution .legend")).isEqualTo(screen);
    browser.medium("screen", scheme);
    browser.await("document.querySelector('#loss .main-svg').clientWidth !== 660");
    browser.awaitFigures();
  }

  @Test
  void withoutScriptsTheImagesAreShownWithoutHoles() {
    browser.openWithoutScripts(page, 1200);
    assertThat(images()).isEqualTo((long) CHARTS.size());
    assertThat(
            browser.list(
                "return [...document.querySelectorAll('.plot, .slider')]"
                    + ".filter(e => e.getBoundingClientRect().height > 0)"))
        .isEmpty();
  }

  @Test
  void withoutTheScriptThatDrawsTheImagesStandIn() throws IOException {
    Path alone = Files.createDirectories(folder.resolve("alone"));
    Files.copy(page, alone.resolve("index.html"));
    PngRenderer.write(CHARTS, alone);
    browser.open(alone.resolve("index.html"), 1200, "light");
    assertThat(images()).isEqualTo((long) CHARTS.size());
    List<String> complaints = browser.complaints();
    assertThat(complaints).hasSize(1);
    assertThat(complaints.get(0)).contains(HtmlPage.SCRIPT);
    assertThat(text("#microscope [role=status]"))
        .containsMatch("Neuron \\d+ of hidden \\d \\(tanh\\)");
  }

  /** The images that are loaded and as wide as a chart, of which two can stand side by side. */
  private Object images() {
    return browser.run(
        "return [...document.querySelectorAll('figure img')]"
            + ".filter(image => image.naturalWidth === 1600 && image.clientWidth > 500).length");
  }
}
