package makemore.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page as a reader sees it; skipped where there is no browser. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedBrowser.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BrowserTest {

  @TempDir static Path folder;

  Browser browser;

  static Path write(String name, HtmlPage page) throws IOException {
    return page.write(Files.createDirectory(folder.resolve(name)));
  }

  @BeforeEach
  void share(Browser shared) {
    browser = shared;
  }

  /** Moves the page's slider to a place from 0, as a reader's hand does. */
  void move(int place) {
    browser.change(
        "const slider = document.querySelector('.frames [type=range]');"
            + "slider.value = arguments[0]; slider.dispatchEvent(new Event('input'));",
        place);
    browser.awaitFigures();
  }

  /** Gives the text of the first element that a selector finds. */
  String text(String selector) {
    return (String)
        browser.run("return document.querySelector(arguments[0])?.textContent", selector);
  }

  /** Gives a property of the style of the first element that a selector finds. */
  String style(String selector, String property) {
    String script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]";
    return (String) browser.run(script, selector, property);
  }

  /** Tells how wide the page is, with what is to be scrolled to. */
  long width() {
    return (long) browser.run("return document.documentElement.scrollWidth");
  }

  /** Lists the elements that a selector finds and that go beyond a place from the left. */
  List<?> beyond(String selector, int place) {
    return browser.list(
        "return [...document.querySelectorAll(arguments[0])]"
            + ".filter(e => e.getBoundingClientRect().right > arguments[1])"
            + ".map(e => e.outerHTML.slice(0, 200))",
        selector,
        place);
  }
}
