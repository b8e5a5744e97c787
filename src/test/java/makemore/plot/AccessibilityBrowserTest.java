package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.io.Resources;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import makemore.inspect.Finding.Grade;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of axe-core, and the contrast of lines, which it does not know. */
class AccessibilityBrowserTest extends BrowserTest {

  private static Path one;
  private static Path several;
  private static Path odd;

  @BeforeAll
  static void write() throws IOException {
    List<Chart.Verdict> verdicts =
        Stream.of(Grade.values()).map(grade -> new Chart.Verdict(grade, "a verdict")).toList();
    List<Chart> charts =
        Stream.of(
                "loss", "activation_distribution", "saturation_map", "embedding", "activation_map")
            .map(name -> ExampleRun.chart(name).withVerdicts(verdicts))
            .toList();
    one = write("one", ExampleCharts.page(charts, ExampleRun.PAGE.neuronFrames()));
    several = write("several", ExampleCharts.columns(3));
    odd = write("odd", ExampleCharts.page(List.of(ExampleCharts.odd())));
  }

  @ParameterizedTest
  @CsvSource({"one, 1200, light", "several, 390, dark"})
  void axeFindsNothing(String page, int width, String scheme) throws IOException {
    browser.show(page.equals("one") ? one : several, width, scheme);
    browser.change("document.querySelectorAll('details').forEach(e => { e.open = true; })");
    assertThat(violations()).isEmpty();
  }

  @Test
  void axeWouldFindPaleText() throws IOException {
    browser.show(odd, 1200, "light");
    browser.change("document.querySelector('figcaption p').style.color = '#cccccc'");
    assertThat(violations().toString()).contains("color-contrast");
  }

  private List<?> violations() throws IOException {
    browser.change(Resources.toString(Resources.getResource("axe.min.js"), StandardCharsets.UTF_8));
    browser.change(
        "window.found = null;"
            + "axe.run({resultTypes: ['violations']}).then(result => { window.found = result; })");
    browser.await("window.found !== null");
    return browser.list(
        "return window.found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html"
            + " + n.failureSummary).join(' | ').slice(0, 600))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyLineHasAContrastOfThreeToOne(String scheme) {
    browser.show(odd, 1200, scheme);
    List<?> colours =
        browser.list(
            "return [...document.querySelectorAll('.scatterlayer .lines path')]"
                + ".map(e => getComputedStyle(e).stroke)");
    String page = style("figure", "backgroundColor");
    assertThat(colours.stream().distinct().count()).isEqualTo(Palette.SIZE);
    for (Object colour : colours) {
      assertWithMessage("%s on %s", colour, page)
          .that(PaletteTest.contrast(colour(colour), colour(page)))
          .isAtLeast(3.0);
    }
  }

  /** Reads a colour such as "rgb(0, 114, 178)". */
  private static Color colour(Object rgb) {
    int[] parts =
        Stream.of(rgb.toString().split("\\D+")).skip(1).mapToInt(Integer::parseInt).toArray();
    return new Color(parts[0], parts[1], parts[2]);
  }
}
