package makemore.plot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page as a reader sees it; skipped where there is no browser. */
@Tag("browser")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BrowserTest {

  private static final String MISSING =
      "no browser here; on Debian: apt-get install chromium chromium-driver";

  @TempDir static Path folder;
  @TempDir static Path profile;

  static Browser browser;

  @BeforeAll
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static void start() {
    if (!Browser.isInstalled()) {
      System.err.println("The page is not tested: " + MISSING);
      return;
    }
    browser = new Browser(profile);
  }

  @BeforeEach
  void skipWithoutBrowser() {
    assumeTrue(browser != null, MISSING);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  static String text(String selector) {
    return (String)
        browser.run("return document.querySelector(arguments[0])?.textContent", selector);
  }

  /** Moves the page's slider to a place from 0, as a reader's hand does. */
  static void move(int place) {
    browser.run(
        "const slider = document.querySelector('.frames [type=range]');"
            + "slider.value = arguments[0]; slider.dispatchEvent(new Event('input'));",
        place);
    browser.awaitFigures();
  }
}
