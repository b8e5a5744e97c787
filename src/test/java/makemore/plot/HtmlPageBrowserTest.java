package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a reader sees it, in an order in which it is opened least often. */
class HtmlPageBrowserTest extends BrowserTest {

  private static final List<Chart> CHARTS = ExampleCharts.all();

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page = ExampleCharts.page(CHARTS).write(folder);
  }

  @Test
  @Order(1)
  void nothingIsComplainedOfAndNoRequestLeavesTheMachine() {
    browser.open(page, 1200, "light");
    assertThat(browser.complaints()).isEmpty();
    List<String> requests =
        browser.events().stream()
            .filter(event -> event.contains("\"Network.requestWillBeSent\""))
            .toList();
    assertThat(requests.toString()).contains(HtmlPage.SCRIPT);
    assertThat(requests.toString()).doesNotContainMatch("\"url\":\"(?!file:|data:)");
  }

  @Test
  void everyFigureHasItsCurvesAndTitles() {
    browser.show(page, 1200, "light");
    for (Chart chart : CHARTS) {
      assertThat(
              browser.list(
                  "const plot = document.getElementById(arguments[0]);"
                      + "const title = plot.closest('figure').querySelector('.title').firstChild;"
                      + "return [title, ...plot.querySelectorAll('.xtitle, .ytitle')]"
                      + ".map(e => e.textContent)",
                  chart.name()))
          .containsExactly(chart.title(), chart.xTitle(), chart.yTitle())
          .inOrder();
      assertWithMessage(chart.name()).that(drawn(chart)).isEqualTo(expected(chart));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "odd, it's \"5\" \\ <b>",
        "tanh, 90% of the pre-activations",
        "update_ratio, learning rate / 10"
      })
  void referenceLinesAndBandsHaveTheirLabels(String name, String label) {
    browser.show(page, 1200, "light");
    assertThat(text("#" + name + " .annotation-text")).isEqualTo(label);
  }

  /** Plotly's boxes of text are a little higher than the letters. */
  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  @Order(Integer.MAX_VALUE)
  void aHundredAndFiftyLabelsDoNotOverlapAndNothingScrollsSideways(int width) {
    browser.show(page, width, "light");
    String boxes =
        "const boxes = [...document.querySelectorAll('#crowd .annotation-text')]"
            + ".map(text => text.getBoundingClientRect());";
    assertThat(browser.run(boxes + "return boxes.length")).isEqualTo(150L);
    assertThat(
            browser.run(
                boxes
                    + "return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>"
                    + " a.left < b.right && b.left < a.right"
                    + " && a.top + 3 < b.bottom && b.top + 3 < a.bottom)).length"))
        .isEqualTo(0L);
    assertThat(width()).isEqualTo(width);
    assertThat(beyond(".legendtext", width)).isEmpty();
  }

  @Test
  void whereNotAllAreLabelledTheOthersAreDotsThatSayWhatTheyAre() {
    browser.show(page, 1200, "light");
    assertThat(
            browser.list(
                "const plot = document.getElementById('larger_crowd');"
                    + "const names = plot.data[0].text;"
                    + "return [plot.querySelectorAll('.point').length, plot.innerText.includes('no room'),"
                    + " names[0], names[1], names[150]]"))
        .containsExactly(151L, false, "U+0308", "␣ (U+0020)", "Ɣ (U+0194)")
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "light | rgb(255, 255, 255) | rgb(34, 34, 34)",
        "dark | rgb(16, 18, 20) | rgb(230, 230, 230)"
      })
  void theColoursFollowTheReadersScheme(String scheme, String background, String axisText) {
    browser.show(page, 1200, scheme);
    assertThat(style("body", "backgroundColor")).isEqualTo(background);
    assertThat(style("#loss .xtick text", "fill")).isEqualTo(axisText);
  }

  private static long expected(Chart chart) {
    return switch (chart.kind()) {
      case LINES, HISTOGRAM -> chart.table().stringColumn("series").countUnique();
      case CELLS, HEAT_MAP -> 1;
      case LABELS -> Chart.labelled(chart.table().rowCount());
    };
  }

  /** Lines, groups of points on an axis of categories, maps, or letters; no bands. */
  private Object drawn(Chart chart) {
    String shapes =
        switch (chart.kind()) {
          case LINES, HISTOGRAM -> ".scatterlayer .trace .lines path";
          case CELLS, HEAT_MAP -> ".heatmaplayer image";
          case LABELS -> ".annotation-text";
        };
    return browser.run(
        "const all = [...document.getElementById(arguments[0]).querySelectorAll(arguments[1])];"
            + "return all.length > 0"
            + " ? new Set(all.filter(shape => shape.style.strokeWidth !== '0px')"
            + ".map(shape => shape.closest('.trace') || shape)).size"
            + " : document.querySelectorAll('#' + arguments[0] + ' .trace .points').length",
        chart.name(),
        shapes);
  }
}
