package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where it cannot move: on paper, without its scripts, without the one that draws. */
class PaperBrowserTest extends BrowserTest {

  private static final List<Chart> CHARTS =
      List.of(
          new ExampleOverTime().band(),
          new ExampleCharts().activationDistribution(),
          new ExampleCharts().manySeries(),
          new ExampleCharts().embedding(),
          new ExampleOverTime().map("map", 60));

  /** What a sheet of US letter has between its margins, in CSS pixels; A4's is 717. */
  private static final int PAPER = 700;

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    NeuronFrames neuronFrames = new ExampleNeuronFrames().of(2, 20);
    HtmlPage whole = ExampleCharts.page("Paper", List.of(), List.of(), CHARTS);
    page =
        new HtmlPage(
                whole.title(),
                whole.facts(),
                whole.names(),
                whole.table(),
                whole.columns(),
                Optional.of(neuronFrames))
            .write(folder);
    PngRenderer.write(CHARTS, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void paperIsWhiteAndCutsNothing(String scheme) {
    browser.open(page, 1400, 900, scheme);
    String screen = text("#activation_distribution .legend");
    browser.medium("print", scheme);
    browser.await("return document.querySelector('#band_loss .main-svg').clientWidth < 700");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.run("return getComputedStyle(document.querySelector('.legendtext')).fill"))
        .isEqualTo("rgb(34, 34, 34)");
    assertThat(stroke("many_series", 6)).isEqualTo("rgb(96, 48, 240)");
    assertThat(beyond(PAPER)).isEqualTo(List.of());
    assertThat(text("#activation_distribution .legend")).isEqualTo(screen);
    browser.medium("screen", scheme);
    browser.await("return document.querySelector('#band_loss .main-svg').clientWidth > 1000");
  }

  @Test
  void aPdfHasAllCharts() {
    browser.open(page, 1400, 900, "dark");
    String pdf = new String(browser.pdf(), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF");
    assertThat(pdf.split("/Type /Page\\b").length - 1).isAtLeast(CHARTS.size() / 3);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void withoutScriptsTheImagesAreShownWithoutHoles() {
    browser.scripts(false);
    browser.open(page, 1200, 900, "light");
    browser.scripts(true);
    assertThat(images()).isEqualTo((long) CHARTS.size());
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.plot, .frames')]"
                    + ".filter(e => e.getBoundingClientRect().height > 0).length"))
        .isEqualTo(0L);
  }

  @Test
  void withoutTheScriptThatDrawsTheImagesStandIn() throws IOException {
    Path alone = Files.createDirectories(folder.resolve("alone"));
    Files.copy(page, alone.resolve("index.html"));
    PngRenderer.write(CHARTS, alone);
    browser.complaints();
    browser.open(alone.resolve("index.html"), 1200, 900, "light");
    assertThat(images()).isEqualTo((long) CHARTS.size());
    List<String> complaints = browser.complaints();
    assertThat(complaints).hasSize(1);
    assertThat(complaints.get(0)).contains(HtmlPage.SCRIPT);
    assertThat(text("#microscope [role=status]")).contains("Neuron 0 of hidden 1 (tanh)");
  }

  /** The images that are loaded and as wide as a chart. */
  private static Object images() {
    return browser.run(
        "return [...document.querySelectorAll('figure img')]"
            + ".filter(image => image.naturalWidth === 1600 && image.clientWidth > 700).length");
  }

  private static Object stroke(String chart, int line) {
    return browser.run(
        "return getComputedStyle(document.querySelectorAll('#' + arguments[0]"
            + " + ' .lines path')[arguments[1]]).stroke",
        chart,
        line);
  }

  private static Object beyond(int width) {
    return browser.run(
        "return [...document.querySelectorAll('.main-svg, .legendtext, figcaption, .inside svg')]"
            + ".filter(e => e.getBoundingClientRect().width > 0)"
            + ".filter(e => { const box = e.getBoundingClientRect(),"
            + " left = e.closest('figure, section').getBoundingClientRect().left;"
            + " return !e.closest('.inside') && box.right - left > arguments[0]; })"
            + ".map(e => e.outerHTML.slice(0, 200))",
        width);
  }
}
