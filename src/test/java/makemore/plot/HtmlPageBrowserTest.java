package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader sees it. */
@Tag("browser")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HtmlPageBrowserTest {

  private static final Pattern ADDRESS = Pattern.compile("\"url\":\"([a-z]+:)");

  private static final String MISSING =
      "no browser here; on Debian: apt-get install chromium chromium-driver";

  @TempDir static Path folder;
  @TempDir static Path profile;

  private static final List<Chart> CHARTS = new ExampleCharts().all();

  private static Browser browser;
  private static Path page;

  @BeforeAll
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static void write() throws IOException {
    if (!Browser.isInstalled()) {
      System.err.println("The page is not tested: " + MISSING);
      return;
    }
    browser = new Browser(profile);
    List<HtmlPage.Fact> facts = List.of(new HtmlPage.Fact("steps", "200,000"));
    HtmlPage all = HtmlPage.of("Inside", facts, List.of("emma"), CHARTS);
    page = all.write(folder);
  }

  @BeforeEach
  void skipWithoutBrowser() {
    assumeTrue(browser != null, MISSING);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
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
                      + ".querySelector('h2').textContent",
                  name))
          .isEqualTo(chart.title());
      assertWithMessage(name).that(text(name, ".xtitle")).isEqualTo(chart.xTitle());
      assertWithMessage(name).that(text(name, ".ytitle")).isEqualTo(chart.yTitle());
      assertWithMessage(name).that(drawn(name)).isEqualTo(expected(chart));
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
  void theSliderChangesTheCurvesAndTheLegend() {
    browser.open(page, 1200, 900, "light");
    String last = path("activation_distribution");
    assertThat(moment()).isEqualTo("step 10,000");
    assertThat(text("activation_distribution", ".legendtext")).contains("saturated 7.83%");
    browser.run(
        "const slider = document.querySelector('.moment input'); slider.value = 0;"
            + "slider.dispatchEvent(new Event('input'));");
    assertThat(moment()).isEqualTo("step 0");
    browser.await(
        "const figure = document.getElementById('activation_distribution');"
            + "return figure.querySelector('.legendtext').textContent.includes('saturated 2.00%')"
            + " && figure.querySelector('.lines path').getAttribute('d') !== arguments[0]",
        last);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void playBeginsAtTheFirstMoment() {
    browser.open(page, 1200, 900, "light");
    // In one script, so that no moment passes in between.
    assertThat(
            browser.run(
                "document.querySelector('.moment button').click();"
                    + "return document.querySelector('.moment output').textContent"))
        .isEqualTo("step 0");
    browser.run("document.querySelector('.moment button').click()");
    assertThat(playButton()).isEqualTo("Play");
  }

  @Test
  void playGoesOnToTheLastMomentAndStops() {
    browser.open(page, 1200, 900, "light");
    browser.run(
        "const slider = document.querySelector('.moment input'); slider.value = slider.max - 2;"
            + "document.querySelector('.moment button').click();");
    browser.await(
        "return document.querySelector('.moment button').textContent === 'Play'"
            + " && document.querySelector('#activation_distribution .legendtext')"
            + ".textContent.includes('saturated 7.83%')");
    assertThat(moment()).isEqualTo("step 10,000");
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

  private static Object playButton() {
    return browser.run("return document.querySelector('.moment button').textContent");
  }

  private static Object moment() {
    return browser.run("return document.querySelector('.moment output').textContent");
  }

  private static long expected(Chart chart) {
    return switch (chart.kind()) {
      case LINES, HISTOGRAM -> chart.table().stringColumn("series").countUnique();
      case CELLS, HEAT_MAP -> 1;
      case LABELS -> chart.table().rowCount();
    };
  }

  /** Lines, groups of points on an axis of categories, maps, or letters; no reference lines. */
  private static Object drawn(String name) {
    return browser.run(
        "const all = document.getElementById(arguments[0]).querySelectorAll("
            + "'.scatterlayer .trace .lines path, .heatmaplayer image, .scatterlayer .text text');"
            + "if (all.length === 0) return document.getElementById(arguments[0])"
            + ".querySelectorAll('.scatterlayer .trace .points').length;"
            + "return [...all].filter(e => e.getAttribute('d') !== 'M0,0').length",
        name);
  }

  private static String text(String name, String selector) {
    return (String)
        browser.run(
            "return document.querySelector('#' + arguments[0] + ' ' + arguments[1])?.textContent",
            name,
            selector);
  }

  private static String path(String name) {
    return (String)
        browser.run(
            "return document.querySelector('#' + arguments[0] + ' .lines path').getAttribute('d')",
            name);
  }
}
