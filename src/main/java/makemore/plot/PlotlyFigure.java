package makemore.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import makemore.store.Json;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A chart as a figure of Tablesaw. */
final class PlotlyFigure {

  /** A light line on a light page and a dark line on a dark one. */
  private static final String GRID = "rgba(128,128,128,0.25)";

  /** A moment: the curves, or of a map the cells, row by row. */
  private record Frame(String label, List<PageCurve> curves, Number[][] cells) {}

  private final Chart chart;
  private final List<String> categories;
  private final List<Series> curves;

  PlotlyFigure(Chart chart) {
    this.chart = chart;
    this.categories = Series.categories(chart);
    this.curves = chart.kind().hasCurves() ? Series.of(chart, chart.table()) : List.of();
  }

  /**
   * JavaScript that draws the figure into the element of an id. It calls the page's {@code
   * drawFigure} where Tablesaw would call Plotly.
   */
  String script(String id) {
    Layout layout =
        Layout.builder()
            .autosize(true)
            .xAxis(axis(chart.xTitle(), chart.xScale()))
            .yAxis(axis(chart.yTitle(), chart.yScale()))
            .build();
    Config config = Config.builder().displayLogo(false).responsive(false).build();
    return new Figure(layout, config, traces())
        .asJavascript(id)
        .replaceAll("</?script>", "")
        .replace("Plotly.newPlot(", "drawFigure(" + Json.inScript(additions()) + ", ")
        .replaceAll("(?m)^\\s+", "");
  }

  private static Axis axis(String title, Chart.Scale scale) {
    return Axis.builder()
        .title(escaped(title))
        .type(scale == Chart.Scale.LOG ? Axis.Type.LOG : Axis.Type.LINEAR)
        .gridColor(GRID)
        .zeroLineColor(GRID)
        .build();
  }

  private Trace[] traces() {
    return switch (chart.kind()) {
      case LINES, HISTOGRAM -> curves.stream().map(PlotlyFigure::curve).toArray(Trace[]::new);
      case CELLS, HEAT_MAP -> new Trace[] {cells()};
      case LABELS -> new Trace[] {ScatterTrace.builder(column("x"), column("y")).build()};
    };
  }

  private static Trace curve(Series series) {
    return ScatterTrace.builder(PageCurve.rounded(series.x(), 6), PageCurve.rounded(series.y(), 5))
        .name(escaped(series.name()))
        .build();
  }

  private Trace cells() {
    double[][] cells = cells(chart.table());
    int top = (int) Arrays.stream(column("y")).min().orElse(0);
    int columns = cells.length == 0 ? 0 : cells[0].length;
    return HeatmapTrace.builder(places(0, columns), places(top, top + cells.length), cells).build();
  }

  private double[][] cells(Table table) {
    double[] values = PageCurve.rounded(Series.numbers(table, "value"), 5);
    double[] x = Series.places(chart, table);
    double[] y = Series.numbers(table, "y");
    int top = (int) Arrays.stream(y).min().orElse(0);
    int columns = (int) Arrays.stream(x).max().orElse(-1) + 1;
    int rows = (int) Arrays.stream(y).max().orElse(-1) + 1;
    double[][] cells = new double[rows - top][columns];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, Double.NaN));
    for (int i = 0; i < values.length; i++) {
      cells[(int) y[i] - top][(int) x[i]] = values[i];
    }
    return cells;
  }

  private static Object[] places(int from, int to) {
    return IntStream.range(from, to).boxed().toArray();
  }

  private double[] column(String name) {
    return Series.numbers(chart.table(), name);
  }

  /** Tablesaw puts texts between quotes with hardly a change; some it escapes as HTML. */
  private static String escaped(String text) {
    String quoted = Json.inScript(text);
    return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\\u0022");
  }

  /** What Tablesaw's figures have no words for; the page's own script adds it. */
  private Map<String, Object> additions() {
    boolean labels = chart.kind() == Chart.Kind.LABELS;
    Palette colours = new Palette(chart.colours());
    List<String> palette = IntStream.range(0, curves.size()).mapToObj(colours::hex).toList();
    Map<String, Object> all = new TreeMap<>();
    all.put("kind", chart.kind());
    all.put("name", chart.name());
    all.put("label", chart.frames().get(chart.frames().size() - 1).label());
    all.put("categories", categories);
    all.put("labels", labels ? chart.table().stringColumn("label").asList() : List.of());
    all.put("errors", curves.stream().map(curve -> PageCurve.numbers(curve.error(), 5)).toList());
    all.put("lows", curves.stream().map(curve -> PageCurve.numbers(curve.low(), 5)).toList());
    all.put("highs", curves.stream().map(curve -> PageCurve.numbers(curve.high(), 5)).toList());
    all.put("markers", chart.markers());
    all.put("colours", palette);
    all.put("dashed", IntStream.range(0, curves.size()).mapToObj(colours::dashed).toList());
    all.put("few", curves.stream().map(curve -> curve.few(curves)).toList());
    all.put("map", Palette.MAP);
    all.put("scale", Objects.requireNonNullElse(chart.table().name(), ""));
    all.put(
        "frames",
        chart.frames().stream().limit(chart.frames().size() - 1).map(this::frame).toList());
    return all;
  }

  /** "0", which takes less room than "0.0". */
  private static Number[][] shortest(double[][] cells) {
    return Arrays.stream(cells)
        .map(row -> Arrays.stream(row).mapToObj(PlotlyFigure::shortest).toArray(Number[]::new))
        .toArray(Number[][]::new);
  }

  private static Number shortest(double value) {
    if (value == Math.rint(value)) {
      return (int) value;
    }
    return value;
  }

  private Frame frame(Chart.Frame frame) {
    if (!chart.kind().hasCurves()) {
      return new Frame(frame.label(), List.of(), shortest(cells(frame.table())));
    }
    List<Series> all = Series.of(chart, frame.table());
    return new Frame(frame.label(), all.stream().map(PageCurve::of).toList(), null);
  }
}
