package makemore.plot;

import com.google.common.collect.Iterables;
import com.google.common.io.Resources;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import makemore.store.AtomicFiles;
import makemore.store.Json;
import tech.tablesaw.api.Table;

/**
 * One page of interactive charts that opens from disk, without a network.
 *
 * @param facts what stands at its head, such as "steps", "200,000"
 * @param names those that the network invented; none where it is empty
 * @param table shown below the head, if there is one
 * @param columns side by side, each with the same charts on the same axes; mostly one
 * @param neuronFrames what the microscope and the glass show, if there is anything
 */
public record HtmlPage(
    String title,
    List<Fact> facts,
    List<String> names,
    Optional<Table> table,
    List<Column> columns,
    Optional<NeuronFrames> neuronFrames) {

  /** These end the name of a chart that stands beside the one of the same name, with its axes. */
  static final String START = "_start";

  static final String COUNTED = "_counted";

  /** The file of the script that draws, beside the page. */
  static final String SCRIPT = "plotly-cartesian.min.js";

  private static final int FIRST = 4;

  public record Fact(String label, String value) {}

  /**
   * The charts of a run, each with a name of its own.
   *
   * @param title empty on a page of one run
   * @param link to the run's own page, where its charts' images are beside; empty on that page
   * @param verdicts stand at its head
   */
  public record Column(
      String title, String link, List<Chart.Verdict> verdicts, List<Chart> charts) {

    /** The charts of a page's first screen: the loss, the updates, and the activations twice. */
    public List<Chart> first() {
      return charts.subList(0, Math.min(FIRST, charts.size()));
    }

    /** The other charts, each with the one that stands beside it, if there is one. */
    public List<List<Chart>> others() {
      List<List<Chart>> pairs = new ArrayList<>();
      for (Chart chart : charts.subList(first().size(), charts.size())) {
        boolean beside = !pairs.isEmpty() && Iterables.getLast(Iterables.getLast(pairs)).isBeside();
        List<Chart> pair = beside ? Iterables.getLast(pairs) : new ArrayList<>();
        pair.add(chart);
        if (!beside) {
          pairs.add(pair);
        }
      }
      return pairs;
    }

    /** Gives the folder of its images. */
    public String folder() {
      return link.substring(0, link.lastIndexOf('/') + 1);
    }
  }

  /** Lists all charts, column after column. */
  public List<Chart> charts() {
    return columns.stream().flatMap(column -> column.charts().stream()).toList();
  }

  /** Writes the page and its script into an existing folder, and returns the page's file. */
  public Path write(Path folder) throws IOException {
    String script = "META-INF/resources/webjars/plotly.js/1.54.1/dist/" + SCRIPT;
    AtomicFiles.write(folder.resolve(SCRIPT), Resources.toByteArray(Resources.getResource(script)));
    byte[] html = html().getBytes(StandardCharsets.UTF_8);
    return AtomicFiles.write(folder.resolve("index.html"), html);
  }

  /** Makes the text of the page. */
  public String html() throws IOException {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(HtmlPage.class.getClassLoader()))
            .defaultLocale(Locale.ROOT)
            .strictVariables(true)
            .build();
    List<String> figures = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String suffix = columns.size() == 1 ? "" : "__" + i;
      columns.get(i).charts.stream()
          .map(chart -> new PlotlyFigure(chart).script(chart.name() + suffix))
          .forEach(figures::add);
    }
    Map<String, Object> context =
        Map.of(
            "page", this,
            "script", SCRIPT,
            "figures", figures,
            "neuronFrames", Json.inScript(neuronFrames.orElse(null)));
    StringWriter text = new StringWriter();
    engine.getTemplate("makemore/plot/page.html").evaluate(text, context);
    return text.toString();
  }
}
