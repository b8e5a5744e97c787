package makemore.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import makemore.store.Json;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A chart as a figure of Tablesaw. */
final class PlotlyFigure {

  /** A light line on a light page and a dark line on a dark one. */
  private static final String GRID = "rgba(128,128,128,0.25)";

  private record Frame(String label, List<PageCurve> curves) {}

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
      case LINES, HISTOGRAM ->
          IntStream.range(0, curves.size()).mapToObj(this::curve).toArray(Trace[]::new);
      case CELLS, HEAT_MAP -> new Trace[] {cells()};
      case LABELS ->
          new Trace[] {
            ScatterTrace.builder(column("x"), column("y"))
                .mode(ScatterTrace.Mode.TEXT_AND_MARKERS)
                .build()
          };
    };
  }

  private Trace curve(int index) {
    Series series = curves.get(index);
    Palette palette = new Palette(chart.colours());
    boolean steps = chart.kind() == Chart.Kind.HISTOGRAM;
    boolean dots = !steps && (series.few(curves) || series.error().length > 0);
    double width = series.low().length > 0 ? 2.2 : series.x().length > 2000 ? 1 : 1.6;
    Line line =
        Line.builder()
            .color(palette.hex(index))
            .width(width)
            .dash(palette.dashed(index) ? Line.Dash.DASH : Line.Dash.SOLID)
            .shape(steps ? Line.Shape.HV : Line.Shape.LINEAR)
            .build();
    ScatterTrace.Mode mode = dots ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE;
    ScatterTrace.ScatterBuilder curve =
        ScatterTrace.builder(PageCurve.rounded(series.x(), 6), PageCurve.rounded(series.y(), 5))
            .name(escaped(series.name()))
            .line(line)
            .mode(categories.isEmpty() ? mode : ScatterTrace.Mode.MARKERS);
    return (steps ? curve.fill(ScatterTrace.Fill.TO_ZERO_Y) : curve).build();
  }

  private Trace cells() {
    double[] values = PageCurve.rounded(column("value"), 5);
    double[] x = Series.places(chart);
    double[] y = column("y");
    int top = (int) Arrays.stream(y).min().orElse(0);
    int columns = (int) Arrays.stream(x).max().orElse(-1) + 1;
    int rows = (int) Arrays.stream(y).max().orElse(-1) + 1;
    double[][] cells = new double[rows - top][columns];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, Double.NaN));
    for (int i = 0; i < values.length; i++) {
      cells[(int) y[i] - top][(int) x[i]] = values[i];
    }
    return HeatmapTrace.builder(places(0, columns), places(top, rows), cells).build();
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
    List<Chart.Frame> frames = chart.kind().hasCurves() ? chart.frames() : List.of();
    boolean labels = chart.kind() == Chart.Kind.LABELS;
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
    all.put("colours", Palette.MAP);
    all.put("scale", Objects.requireNonNullElse(chart.table().name(), ""));
    all.put("frames", frames.stream().limit(chart.frames().size() - 1).map(this::frame).toList());
    return all;
  }

  private Frame frame(Chart.Frame frame) {
    List<Series> all = Series.of(chart, frame.table());
    return new Frame(frame.label(), all.stream().map(PageCurve::of).toList());
  }
}
