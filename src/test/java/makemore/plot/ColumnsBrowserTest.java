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
import org.junit.jupiter.params.provider.ValueSource;

/** Variants side by side, in an order in which the page is opened least often. */
class ColumnsBrowserTest extends BrowserTest {

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page = ExampleCharts.columns(4).write(folder);
  }

  @Test
  @Order(1)
  void eachHasItsHeadItsLinkAndItsVerdicts() {
    browser.open(page, 1400, "light");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.list("return [...document.querySelectorAll('.head a')].map(a => a.text)"))
        .containsExactly("variant 0", "variant 1", "variant 2", "variant 3")
        .inOrder();
    assertThat(browser.run("return document.querySelector('.head a').getAttribute('href')"))
        .isEqualTo("variant-0/index.html");
    assertThat(text(".column:nth-child(3) .head .bad")).isEqualTo("the gradients of 2 vanish");
    assertThat(
            browser.list(
                "return [...document.querySelectorAll('td, tbody th')].slice(0, 6)"
                    + ".map(cell => cell.textContent)"))
        .containsExactly("variant 0", "2.1", "healthy", "variant 1", "2.3", "gradients <vanish>")
        .inOrder();
  }

  @Test
  void theSameChartsHaveTheSameAxesAtEachFrame() {
    browser.show(page, 1400, "light");
    for (int frame = 3; frame >= 0; frame--) {
      move(frame);
      for (String chart : List.of("distribution", "powers")) {
        List<?> ranges = ranges(chart);
        assertThat(ranges).hasSize(4);
        assertWithMessage("frame " + frame).that(ranges.stream().distinct().toList()).hasSize(1);
      }
    }
    assertThat(text("#distribution__2 .legendtext")).isEqualTo("hidden 1 (tanh): std 2.33");
  }

  @Test
  @Order(1)
  void theSameChartsStandInARow() {
    browser.show(page, 1400, "light");
    List<?> tops =
        browser.list(
            "return [...document.querySelectorAll('[id^=powers__]')]"
                + ".map(e => e.closest('figure').getBoundingClientRect().top)");
    assertThat(tops).hasSize(4);
    assertThat(tops.stream().distinct().toList()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1400, 800, 390})
  @Order(2)
  void thePageItselfIsNeverTooWide(int width) {
    browser.show(page, width, "light");
    assertThat(width()).isEqualTo(width);
  }

  @Test
  @Order(3)
  void onAPhoneTheyStandBelowEachOther() {
    browser.show(page, 390, "light");
    assertThat(
            browser.run(
                "return new Set([...document.querySelectorAll('.column')]"
                    + ".map(e => e.getBoundingClientRect().left)).size"))
        .isEqualTo(1L);
    assertThat(beyond(".legendtext, .main-svg", 390)).isEmpty();
  }

  private List<?> ranges(String chart) {
    return browser.list(
        "return [...document.querySelectorAll('[id^=' + arguments[0] + '__]')].map(e =>"
            + " String([e._fullLayout.xaxis.range, e._fullLayout.yaxis.range]))",
        chart);
  }
}
