package makemore.plot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, with an empty profile. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** Selenium warns of every Chromium newer than itself. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  /** The page that is open as it was written, and its width. */
  private String shown = "";

  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  Browser() {
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
  }

  /** Opens a page anew. */
  void open(Path page, int width, String colourScheme) {
    load(page, width, colourScheme);
    run("document.querySelectorAll('details.more').forEach(more => { more.open = true; })");
    awaitFigures();
    shown = page + " " + width;
  }

  /** Shows a page, which stays open if the tests before have only read it. */
  void show(Path page, int width, String colourScheme) {
    if (shown.equals(page + " " + width)) {
      medium("screen", colourScheme);
    } else {
      open(page, width, colourScheme);
    }
  }

  /** Opens a page that may not run its scripts. */
  void openWithoutScripts(Path page, int width) {
    String command = "Emulation.setScriptExecutionDisabled";
    driver.executeCdpCommand(command, Map.of("value", true));
    load(page, width, "light");
    driver.executeCdpCommand(command, Map.of("value", false));
  }

  private void load(Path page, int width, String colourScheme) {
    shown = "";
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    medium("screen", colourScheme);
    complaints();
    events();
    driver.get(page.toUri().toString());
  }

  /** Waits until the page has drawn what it draws a little later. */
  void awaitFigures() {
    await("typeof stale === 'undefined' || stale.size === 0");
  }

  /** Shows the page as on a screen or on paper. */
  void medium(String medium, String colourScheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
  }

  void press(String selector, Keys... keys) {
    shown = "";
    driver.findElement(By.cssSelector(selector)).sendKeys(keys);
  }

  /** Presses the pointer at a place from the middle of an element, and lets it go further on. */
  void drag(String selector, int fromX, int fromY, int byX) {
    shown = "";
    new Actions(driver)
        .moveToElement(driver.findElement(By.cssSelector(selector)), fromX, fromY)
        .clickAndHold()
        .moveByOffset(byX, 0)
        .release()
        .perform();
  }

  /** Runs a script that changes the page. */
  Object change(String script, Object... arguments) {
    shown = "";
    return run(script, arguments);
  }

  /** Runs a script that only reads. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that only reads, and returns a list. */
  List<?> list(String script, Object... arguments) {
    return (List<?>) run(script, arguments);
  }

  /** Waits until something is so, looking again whenever the browser is about to paint. */
  void await(String condition) {
    driver.executeAsyncScript(
        "const done = arguments[0];"
            + "const wait = () => "
            + condition
            + " ? done() : requestAnimationFrame(wait);"
            + "wait();");
  }

  /** Warnings and errors on the console since the page was opened, or since the last call. */
  List<String> complaints() {
    return log(LogType.BROWSER)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What happened on the network since then, as the browser's own messages in JSON. */
  List<String> events() {
    return log(LogType.PERFORMANCE).map(LogEntry::getMessage).toList();
  }

  private Stream<LogEntry> log(String type) {
    return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
