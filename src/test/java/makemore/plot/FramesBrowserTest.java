package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** One slider for all charts. */
class FramesBrowserTest extends BrowserTest {

  private static final String SLIDER = ".frames [type=range]";

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    List<Chart> charts =
        List.of(
            ExampleCharts.growing("dense", 10, 0, 100, 1_000, 10_000),
            ExampleCharts.growing("sparse", 10, 0, 1_000),
            ExampleRun.chart("tanh"),
            ExampleCharts.cells());
    page = ExampleCharts.page(charts).write(folder);
  }

  @BeforeEach
  void open() {
    browser.show(page, 1200, "light");
  }

  @Test
  void itMovesAllChartsAtOnceAndEachNamesItsStep() {
    assertThat(text("#figure-dense .when")).isEqualTo(", step 10,000");
    assertThat(text("#figure-sparse .when")).isEqualTo(", step 1,000");
    assertThat(cell()).isEqualTo(0L);
    move(1);
    assertThat(text("#figure-dense .when")).isEqualTo(", step 100");
    assertThat(text("#figure-sparse .when")).isEqualTo(", step 0");
    assertThat(text("#dense .legendtext")).isEqualTo("hidden 1 (tanh): std 1.67");
    assertThat(text("#sparse .legendtext")).isEqualTo("hidden 1 (tanh): std 3.33");
    assertThat(text("#figure-tanh .when")).isEmpty();
    assertThat(cell()).isEqualTo(1L);
    move(3);
    assertThat(cell()).isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
  }

  private Object cell() {
    return browser.run("return document.getElementById('cells').data[0].z[0][0]");
  }

  @Test
  void aScreenReaderHearsTheStepAndTheKeysMoveIt() {
    assertThat(spoken()).isEqualTo("step 10,000");
    browser.press(SLIDER, Keys.ARROW_LEFT);
    assertThat(spoken()).isEqualTo("step 1,000");
    browser.press(SLIDER, Keys.HOME);
    assertThat(spoken()).isEqualTo("step 0");
    assertThat(text(".frames output")).isEqualTo("step 0");
  }

  @Test
  void theAxesFollowTheFrameUnlessTheyAreKept() {
    assertThat(end("x")).isWithin(0.01).of(0.099 * 1.04);
    assertThat(end("y")).isWithin(0.6).of(10.1 * 1.05);
    browser.press(".frames [type=checkbox]", Keys.SPACE);
    browser.awaitFigures();
    assertThat(end("x")).isWithin(0.1).of(10 * 1.04);
    double x = end("x");
    double y = end("y");
    move(0);
    assertThat(end("x")).isEqualTo(x);
    assertThat(end("y")).isEqualTo(y);
    browser.press(".frames [type=checkbox]", Keys.SPACE);
    browser.awaitFigures();
    assertThat(end("x")).isWithin(0.1).of(10 * 1.04);
    assertThat(end("y")).isWithin(0.01).of(0.1 * 1.05);
  }

  /** Gives the end of an axis of the first chart. */
  private double end(String letter) {
    String script = "return document.getElementById('dense')._fullLayout[arguments[0]].range[1]";
    return ((Number) browser.run(script, letter + "axis")).doubleValue();
  }

  @Test
  void theLegendsNumbersAreATableOfTheFrame() {
    assertThat(text(".numbers thead")).isEqualTo("curvestd");
    assertThat(text(".numbers tbody tr")).isEqualTo("hidden 1 (tanh)0.03");
    browser.change("document.querySelector('.numbers details').open = true");
    move(0);
    assertThat(text(".numbers tbody tr")).isEqualTo("hidden 1 (tanh)3.33");
    assertThat(browser.run("return document.querySelector('.numbers details').open"))
        .isEqualTo(true);
    assertThat(text("#figure-tanh .numbers thead")).isEqualTo("curvelowesthighestlast");
    assertThat(text("#figure-tanh .numbers tbody tr")).isEqualTo("tanh(x)−0.99990.99990.9999");
  }

  @Test
  void playGoesFromTheFirstFrameToTheLastAndStops() {
    // In one script, so that no frame passes in between.
    assertThat(
            browser.change(
                "document.querySelector('.frames button').click();"
                    + "return document.querySelector('.frames output').textContent"))
        .isEqualTo("step 0");

    browser.await("document.querySelector('.frames button').textContent === 'Play'");

    assertThat(text(".frames output")).isEqualTo("step 10,000");
    assertThat(text("#dense .legendtext")).isEqualTo("hidden 1 (tanh): std 0.03");
  }

  private Object spoken() {
    return browser.run(
        "return document.querySelector(arguments[0]).getAttribute('aria-valuetext')", SLIDER);
  }
}
