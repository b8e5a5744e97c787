package makemore.plot;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One page of interactive charts that opens from disk, without a network. Its text is in the
 * template {@code page.html}.
 *
 * @param facts what stands at its head, such as "steps", "200,000"
 * @param names those that the network invented; none where it is empty
 * @param charts in their order, each with a name of its own
 */
public record HtmlPage(String title, List<Fact> facts, List<String> names, List<Chart> charts) {

  /** The file of the script that draws, beside the page. */
  public static final String SCRIPT = "plotly-cartesian.min.js";

  public record Fact(String label, String value) {}

  /** The bytes of the {@link #SCRIPT}. */
  public static byte[] script() throws IOException {
    return resource("/META-INF/resources/webjars/plotly.js/1.54.1/dist/" + SCRIPT);
  }

  /** The text of the page. */
  public String html() throws IOException {
    ClasspathLoader loader = new ClasspathLoader(HtmlPage.class.getClassLoader());
    loader.setPrefix("makemore/plot");
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();
    String style = new String(resource("page.css"), StandardCharsets.UTF_8);
    String code = new String(resource("page.js"), StandardCharsets.UTF_8);
    List<String> figures = charts.stream().map(chart -> new PlotlyFigure(chart).script()).toList();
    StringWriter text = new StringWriter();
    engine
        .getTemplate("page.html")
        .evaluate(
            text,
            Map.of(
                "page", this, "script", SCRIPT, "style", style, "code", code, "figures", figures));
    return text.toString();
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
