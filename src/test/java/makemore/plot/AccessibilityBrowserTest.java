package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of axe-core, and the contrast of lines, which it does not know. */
class AccessibilityBrowserTest extends BrowserTest {

  private static Path one;
  private static Path several;

  @BeforeAll
  static void write() throws IOException {
    ExampleCharts examples = new ExampleCharts();
    ExampleOverTime overTime = new ExampleOverTime();
    List<Chart> charts =
        List.of(
            overTime.band(),
            examples.manySeries(),
            examples.activationDistribution(),
            examples.saturationMap(),
            examples.embedding(),
            overTime.map("map", 60),
            overTime.gradients());
    one =
        new HtmlPage(
                "One run",
                List.of(new HtmlPage.Fact("steps", "200,000")),
                List.of("emma"),
                Optional.empty(),
                List.of(new HtmlPage.Column("", "", List.of(), charts)),
                Optional.of(new ExampleNeuronFrames().of(2, 100)))
            .write(Files.createDirectories(folder.resolve("one")));
    several =
        ExampleNeuronFrames.columns(4).write(Files.createDirectories(folder.resolve("several")));
  }

  @ParameterizedTest
  @CsvSource({
    "one, light, 1200",
    "one, dark, 1200",
    "one, light, 390",
    "one, dark, 390",
    "several, light, 1200",
    "several, dark, 1200",
    "several, light, 390",
    "several, dark, 390"
  })
  void axeFindsNothing(String page, String scheme, int width) throws IOException {
    browser.open(page.equals("one") ? one : several, width, 900, scheme);
    browser.run("document.querySelectorAll('details').forEach(e => { e.open = true; })");
    assertThat(violations()).isEmpty();
  }

  @Test
  void axeWouldFindPaleText() throws IOException {
    browser.open(one, 1200, 900, "light");
    browser.run("document.querySelector('figcaption p').style.color = '#cccccc'");
    assertThat(violations().toString()).contains("color-contrast");
  }

  private static List<?> violations() throws IOException {
    try (InputStream script = AccessibilityBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      browser.run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    browser.run("window.found = null; axe.run().then(result => { window.found = result; })");
    browser.await("return window.found !== null");
    return (List<?>)
        browser.run(
            "return window.found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html"
                + " + n.failureSummary).join(' | ').slice(0, 600))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyLineHasAContrastOfThreeToOne(String scheme) {
    browser.open(one, 1200, 900, scheme);
    List<?> colours =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('.scatterlayer .lines path')]"
                    + ".filter(e => e.style.strokeWidth !== '0px')"
                    + ".map(e => getComputedStyle(e).stroke)");
    String page =
        (String)
            browser.run(
                "return getComputedStyle(document.querySelector('figure')).backgroundColor");
    assertThat(colours.stream().distinct().count()).isEqualTo(Palette.SIZE);
    for (Object colour : colours) {
      assertWithMessage(colour + " on " + page)
          .that(PaletteTest.contrast(numbers((String) colour), numbers(page)))
          .isAtLeast(3.0);
    }
  }

  private static java.awt.Color numbers(String rgb) {
    String[] parts = rgb.replaceAll("[^0-9,]", "").split(",");
    return new java.awt.Color(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }
}
