package makemore.plot;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import makemore.store.WholeFiles;

/**
 * One page of interactive charts that opens from disk, without a network. Its text is in the
 * template {@code page.html}.
 *
 * @param title of the page
 * @param facts what stands at its head
 * @param namesTitle what the names below the facts are, such as "Names it invented"
 * @param names below the facts; none where it is empty
 * @param charts in their order, each with a name of its own
 */
public record HtmlPage(
    String title, List<Fact> facts, String namesTitle, List<String> names, List<Chart> charts) {

  /** The page's file. */
  public static final String FILE = "index.html";

  /** The file of the script that draws, beside the page. */
  public static final String SCRIPT = "plotly-cartesian.min.js";

  private static final String SCRIPT_RESOURCE =
      "/META-INF/resources/webjars/plotly.js/1.54.1/dist/" + SCRIPT;

  /**
   * A fact at the head of the page.
   *
   * @param label what it is, such as "steps"
   * @param value its value, such as "200,000"
   */
  public record Fact(String label, String value) {}

  /**
   * Writes the page and its script beside it. Each file is there completely or not at all.
   *
   * @param folder an existing folder
   * @return the page's file
   * @throws IOException if it cannot be written
   */
  public Path write(Path folder) throws IOException {
    WholeFiles.write(folder.resolve(SCRIPT), resource(SCRIPT_RESOURCE));
    return WholeFiles.write(folder.resolve(FILE), html().getBytes(StandardCharsets.UTF_8));
  }

  private String html() throws IOException {
    ClasspathLoader loader = new ClasspathLoader(HtmlPage.class.getClassLoader());
    loader.setPrefix("makemore/plot");
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();
    StringWriter text = new StringWriter();
    engine
        .getTemplate("page.html")
        .evaluate(
            text,
            Map.of(
                "page", this,
                "script", SCRIPT,
                "style", text("page.css"),
                "code", text("page.js"),
                "figures",
                    charts.stream().map(chart -> new PlotlyFigure(chart).script()).toList()));
    return text.toString();
  }

  private static String text(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks its own file " + name);
      }
      return in.readAllBytes();
    }
  }
}
