package makemore.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.store.Json;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A chart as a figure of Tablesaw, with the traces of all frames, one after the other. */
record PlotlyFigure(Chart chart) {

  /** A light line on a light page and a dark line on a dark one. */
  private static final String GRID = "rgba(128,128,128,0.25)";

  /** What a frame's traces do not say of their curves. */
  private record Frame(String label, List<Curve> curves) {}

  private record Curve(double[] error, double[] low, double[] high, boolean few) {}

  /**
   * Writes JavaScript that draws the figure into the element of an id. It calls the page's {@code
   * drawFigure} where Tablesaw would call Plotly. All its quotes are around numbers and keys.
   */
  String script(String id) {
    Layout layout =
        Layout.builder().autosize(true).xAxis(axis(chart.x())).yAxis(axis(chart.y())).build();
    Config config = Config.builder().displayLogo(false).responsive(false).build();
    Trace[] traces =
        chart.frames().stream().flatMap(frame -> traces(frame.table())).toArray(Trace[]::new);
    String script = new Figure(layout, config, traces).asJavascript(id);
    // Tablesaw calls every map trace0.
    AtomicInteger map = new AtomicInteger();
    return Pattern.compile("var trace0\\b")
        .matcher(script)
        .replaceAll(found -> "var trace" + map.getAndIncrement())
        .replaceAll("</?script>|\"", "")
        .replace("Plotly.newPlot(", "drawFigure(" + Json.inScript(additions()) + ", ")
        .replaceAll("(?m)^\\s+", "");
  }

  private static Axis axis(Chart.Axis axis) {
    return Axis.builder()
        .title(escaped(axis.title()))
        .type(axis.scale() == Chart.Scale.LOG ? Axis.Type.LOG : Axis.Type.LINEAR)
        .gridColor(GRID)
        .zeroLineColor(GRID)
        .build();
  }

  private Stream<Trace> traces(Table table) {
    return switch (chart.kind()) {
      case LINES, HISTOGRAM ->
          Series.of(chart, table).stream()
              .map(curve -> scatter(curve.name(), ends(curve.x()), curve.y()));
      case CELLS, HEAT_MAP -> Stream.of(cells(table));
      case LABELS -> Stream.of(scatter("", Series.numbers(table, "x"), Series.numbers(table, "y")));
    };
  }

  private static Trace scatter(String name, double[] x, double[] y) {
    DoubleColumn places = DoubleColumn.create("x", rounded(x, 6));
    return ScatterTrace.builder(places, DoubleColumn.create("y", rounded(y, 5)))
        .name(escaped(name))
        .build();
  }

  /** Keeps the first and the last of evenly spaced x: the page finds those between. */
  private static double[] ends(double[] x) {
    double last = x[x.length - 1];
    double distance = (last - x[0]) / (x.length - 1);
    boolean even =
        IntStream.range(0, x.length)
            .allMatch(i -> Math.abs(x[i] - x[0] - i * distance) < 1e-3 * Math.abs(distance));
    return x.length > 2 && even ? new double[] {x[0], last} : x;
  }

  private Trace cells(Table table) {
    double[] x = Series.x(chart, table);
    double[] y = Series.numbers(table, "y");
    double[] values = rounded(Series.numbers(table, "value"), 5);
    int top = (int) StatUtils.min(y);
    int bottom = (int) StatUtils.max(y);
    double[][] cells = new double[bottom - top + 1][(int) StatUtils.max(x) + 1];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, Double.NaN));
    for (int i = 0; i < values.length; i++) {
      cells[(int) y[i] - top][(int) x[i]] = values[i];
    }
    Object[] columns = IntStream.range(0, cells[0].length).boxed().toArray();
    Object[] rows = IntStream.rangeClosed(top, bottom).boxed().toArray();
    return HeatmapTrace.builder(columns, rows, cells).build();
  }

  /** Rounds to as many significant digits as a picture needs; NaN stays NaN. */
  static double[] rounded(double[] values, int digits) {
    MathContext context = new MathContext(digits);
    return Arrays.stream(values)
        .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(context).doubleValue())
        .toArray();
  }

  /** Escapes a text, since Tablesaw puts it between quotes with hardly a change. */
  private static String escaped(String text) {
    String quoted = Json.inScript(text);
    return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\\u0022");
  }

  /** Collects what Tablesaw's figures have no words for; the page's own script adds it. */
  private Map<String, Object> additions() {
    boolean labels = chart.kind() == Chart.Kind.LABELS;
    Palette palette = new Palette(chart.colours());
    return new TreeMap<>(
        Map.of(
            "kind", chart.kind(),
            "name", chart.name(),
            "categories", Series.categories(chart),
            "labels", labels ? chart.table().stringColumn("label").asList() : List.of(),
            "markers", chart.markers(),
            "palette", IntStream.range(0, palette.colours()).mapToObj(palette::hex).toList(),
            "map", Palette.MAP,
            "scale", Objects.requireNonNullElse(chart.table().name(), ""),
            "frames", chart.frames().stream().map(this::frame).toList()));
  }

  private Frame frame(Chart.Frame frame) {
    List<Series> all = chart.kind().hasCurves() ? Series.of(chart, frame.table()) : List.of();
    return new Frame(frame.label(), all.stream().map(series -> curve(series, all)).toList());
  }

  private static Curve curve(Series series, List<Series> all) {
    double[] low = rounded(series.low(), 5);
    double[] high = rounded(series.high(), 5);
    return new Curve(rounded(series.error(), 5), low, high, series.few(all));
  }
}
