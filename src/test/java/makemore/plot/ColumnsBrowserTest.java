package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Variants side by side. */
class ColumnsBrowserTest extends BrowserTest {

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page = ExampleNeuronFrames.columns(4).write(folder);
  }

  @Test
  void eachHasItsHeadItsLinkAndItsVerdicts() {
    browser.open(page, 1400, 900, "light");
    assertThat(strings("return [...document.querySelectorAll('.head a')].map(a => a.textContent)"))
        .containsExactly("variant 0", "variant 1", "variant 2", "variant 3")
        .inOrder();
    assertThat(browser.run("return document.querySelector('.head a').getAttribute('href')"))
        .isEqualTo("variant-0/index.html");
    assertThat(text(".column:nth-child(3) .head .bad")).isEqualTo("the gradients of 2 vanish");
    assertThat(
            strings(
                "return [...document.querySelectorAll('td, tbody th')].slice(0, 6)"
                    + ".map(cell => cell.textContent)"))
        .containsExactly("variant 0", "2.1", "healthy", "variant 1", "2.3", "gradients <vanish>")
        .inOrder();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theSameChartsHaveTheSameAxesAtEachFrame() {
    browser.open(page, 1400, 900, "light");
    for (int frame = 3; frame >= 0; frame--) {
      move(frame);
      List<?> ranges = ranges("distribution");
      assertThat(ranges).hasSize(4);
      assertWithMessage("frame " + frame).that(ranges.stream().distinct().toList()).hasSize(1);
    }
    assertThat(ranges("gradients_over_time").stream().distinct().toList()).hasSize(1);
    assertThat(text("#distribution__2 .legendtext")).isEqualTo("hidden 1 (tanh): std 2.33");
  }

  @Test
  void aVariantWithoutTheFrameShowsTheOneBefore() {
    browser.open(page, 1400, 900, "light");
    assertThat(when("distribution__0")).isEqualTo(", step 10,000");
    assertThat(when("distribution__2")).isEqualTo(", step 1,000");
    move(1);
    assertThat(when("distribution__0")).isEqualTo(", step 100");
    assertThat(when("distribution__2")).isEqualTo(", step 0");
  }

  @Test
  void theSameChartsStandInARow() {
    browser.open(page, 1400, 900, "light");
    List<?> tops =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('[id^=gradients_over_time__]')]"
                    + ".map(e => e.closest('figure').getBoundingClientRect().top)");
    assertThat(tops).hasSize(4);
    assertThat(tops.stream().distinct().toList()).hasSize(1);
  }

  @Test
  void thePageItselfIsNeverTooWideAndOnAPhoneTheyStandBelowEachOther() {
    for (int width : new int[] {390, 800, 1400}) {
      browser.open(page, width, 900, "light");
      assertThat(browser.run("return document.documentElement.scrollWidth"))
          .isEqualTo((long) width);
    }
    browser.open(page, 390, 900, "light");
    assertThat(
            browser.run(
                "return new Set([...document.querySelectorAll('.column')]"
                    + ".map(e => e.getBoundingClientRect().left)).size"))
        .isEqualTo(1L);
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('.legendtext, .main-svg')]"
                    + ".filter(text => text.getBoundingClientRect().right > 390).length"))
        .isEqualTo(0L);
  }

  @Test
  void theirImagesAreInTheirFolders() {
    browser.scripts(false);
    browser.open(page, 1400, 900, "light");
    browser.scripts(true);
    assertThat(
            strings(
                "return [...document.querySelectorAll('figure img')].slice(0, 5)"
                    + ".map(image => image.getAttribute('src'))"))
        .containsAtLeast("variant-0/band_loss.png", "variant-1/distribution.png");
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(String script) {
    return (List<String>) browser.run(script);
  }

  private static Object when(String id) {
    return browser.run(
        "return document.getElementById(arguments[0]).closest('figure')"
            + ".querySelector('.when').textContent",
        id);
  }

  private static List<?> ranges(String chart) {
    return (List<?>)
        browser.run(
            "return [...document.querySelectorAll('[id^=' + arguments[0] + '__]')].map(e =>"
                + " String([e._fullLayout.xaxis.range, e._fullLayout.yaxis.range]))",
            chart);
  }
}
