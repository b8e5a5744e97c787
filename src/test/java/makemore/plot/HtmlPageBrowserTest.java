package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a reader sees it. */
class HtmlPageBrowserTest extends BrowserTest {

  private static final Pattern ADDRESS = Pattern.compile("\"url\":\"([a-z]+:)");

  private static final List<Chart> CHARTS = new ExampleCharts().all();

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    List<HtmlPage.Fact> facts = List.of(new HtmlPage.Fact("steps", "200,000"));
    page = ExampleCharts.page("Inside", facts, List.of("emma"), CHARTS).write(folder);
  }

  @Test
  void nothingIsComplainedOfAndNoRequestLeavesTheMachine() {
    browser.events();
    browser.open(page, 1200, 900, "light");
    assertThat(browser.complaints()).isEmpty();
    List<String> requests =
        browser.events().stream()
            .filter(event -> event.contains("\"Network.requestWillBeSent\""))
            .toList();
    assertThat(requests.toString()).contains(HtmlPage.SCRIPT);
    for (String request : requests) {
      Matcher address = ADDRESS.matcher(request);
      assertWithMessage(request).that(address.find()).isTrue();
      assertWithMessage(request).that(address.group(1)).isAnyOf("file:", "data:");
    }
  }

  @Test
  void everyFigureHasItsCurvesAndTitles() {
    browser.open(page, 1200, 900, "light");
    assertThat(CHARTS).isNotEmpty();
    for (Chart chart : CHARTS) {
      String name = chart.name();
      assertWithMessage(name)
          .that(
              browser.run(
                  "return document.getElementById(arguments[0]).closest('figure')"
                      + ".querySelector('.title').firstChild.textContent",
                  name))
          .isEqualTo(chart.title());
      assertWithMessage(name).that(text(name, ".xtitle")).isEqualTo(chart.xTitle());
      assertWithMessage(name).that(text(name, ".ytitle")).isEqualTo(chart.yTitle());
      assertWithMessage(name).that(drawn(chart)).isEqualTo(expected(chart));
    }
  }

  @Test
  void referenceLinesAndBandsHaveTheirLabels() {
    browser.open(page, 1200, 900, "light");
    assertThat(text("many_series", ".annotation-text")).isEqualTo("it's \"5\" \\ <b>");
    assertThat(text("tanh", ".annotation-text")).isEqualTo("90% of the pre-activations");
    assertThat(text("learning_rates", ".annotation-text")).isEqualTo("the lesson's");
  }

  @Test
  void figuresHaveATextInTheirPlace() {
    browser.open(page, 1200, 900, "light");
    assertThat(
            browser.run("return document.getElementById('tanh').closest('[role=img]').ariaLabel"))
        .isEqualTo("tanh and its derivative. Where the curve is flat, no gradient passes.");
  }

  @Test
  void aPhoneShowsNoHorizontalScrollBar() {
    browser.open(page, 390, 800, "light");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.legendtext')]"
                    + ".filter(text => text.getBoundingClientRect().right > 390).length"))
        .isEqualTo(0L);
  }

  /** Plotly's boxes of text are a little higher than the letters. */
  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void aHundredAndFiftyLabelsDoNotOverlap(int width) {
    browser.open(page, width, 900, "light");
    assertThat(
            browser.run(
                "const boxes = [...document.querySelectorAll('#crowd .annotation-text')]"
                    + ".map(text => text.getBoundingClientRect());"
                    + "return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>"
                    + " a.left < b.right && b.left < a.right"
                    + " && a.top + 3 < b.bottom && b.top + 3 < a.bottom)).length"))
        .isEqualTo(0L);
    assertThat(browser.run("return document.querySelectorAll('#crowd .annotation-text').length"))
        .isEqualTo(150L);
  }

  @Test
  void theColoursFollowTheReadersScheme() {
    browser.open(page, 1200, 900, "light");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    assertThat(axisText()).isEqualTo("rgb(34, 34, 34)");
    browser.open(page, 1200, 900, "dark");
    assertThat(background()).isEqualTo("rgb(16, 18, 20)");
    assertThat(axisText()).isEqualTo("rgb(230, 230, 230)");
  }

  private static Object background() {
    return browser.run("return getComputedStyle(document.body).backgroundColor");
  }

  private static Object axisText() {
    return browser.run("return getComputedStyle(document.querySelector('#loss .xtick text')).fill");
  }

  private static long expected(Chart chart) {
    return switch (chart.kind()) {
      case LINES, HISTOGRAM -> chart.table().stringColumn("series").countUnique();
      case CELLS, HEAT_MAP -> 1;
      case LABELS -> chart.table().rowCount();
    };
  }

  /** Lines, groups of points on an axis of categories, maps, or letters; no bands. */
  private static Object drawn(Chart chart) {
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

  private static String text(String name, String selector) {
    return (String)
        browser.run(
            "return document.querySelector('#' + arguments[0] + ' ' + arguments[1])?.textContent",
            name,
            selector);
  }
}
