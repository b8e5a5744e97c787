package makemore.plot;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.store.Json;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

/** A chart as a figure of Tablesaw, with the curves of all frames, one after the other. */
record PlotlyFigure(Chart chart) {

  /** What a frame's traces do not say; a map has the cells of each frame, but one trace only. */
  private record Frame(String label, List<Curve> curves, double[][] cells) {}

  private record Curve(String name, double[] error, double[] low, double[] high, boolean few) {}

  /**
   * Writes JavaScript that draws the figure into the element of an id. It calls the page's {@code
   * drawFigure} where Tablesaw would call Plotly. All its quotes are around numbers and keys.
   */
  String script(String id) {
    Trace[] traces =
        chart.kind().isMap()
            ? new Trace[] {map()}
            : chart.frames().stream().flatMap(this::curves).toArray(Trace[]::new);
    return new Figure(traces)
        .asJavascript(id)
        .replaceAll("</?script>|\"", "")
        .replace("Plotly.newPlot(", "drawFigure(" + Json.inScript(additions()) + ", ")
        .replaceAll("(?m)^\\s+", "");
  }

  private Stream<Trace> curves(Chart.Frame frame) {
    return Series.of(chart, frame.table()).stream().map(PlotlyFigure::scatter);
  }

  private static Trace scatter(Series series) {
    DoubleColumn x = DoubleColumn.create("x", rounded(ends(series.x()), 6));
    return ScatterTrace.builder(x, DoubleColumn.create("y", rounded(series.y(), 5))).build();
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

  private Trace map() {
    double[][] cells = cells(chart.table());
    int top = (int) StatUtils.min(Series.numbers(chart.table(), "y"));
    Object[] columns = IntStream.range(0, cells[0].length).boxed().toArray();
    Object[] rows = IntStream.range(top, top + cells.length).boxed().toArray();
    return HeatmapTrace.builder(columns, rows, cells).build();
  }

  private double[][] cells(Table table) {
    double[] x = Series.x(chart, table);
    double[] y = Series.numbers(table, "y");
    double[] values = rounded(Series.numbers(table, "value"), 5);
    int top = (int) StatUtils.min(y);
    double[][] cells = new double[(int) StatUtils.max(y) - top + 1][(int) StatUtils.max(x) + 1];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, Double.NaN));
    for (int i = 0; i < values.length; i++) {
      cells[(int) y[i] - top][(int) x[i]] = values[i];
    }
    return cells;
  }

  /** Rounds to as many significant digits as a picture needs; NaN stays NaN. */
  static double[] rounded(double[] values, int digits) {
    MathContext context = new MathContext(digits);
    return Arrays.stream(values)
        .map(v -> Double.isNaN(v) ? v : new BigDecimal(v).round(context).doubleValue())
        .toArray();
  }

  /** Collects what the traces do not say; the page's own script adds it. */
  private Map<String, Object> additions() {
    List<String> labels =
        chart.kind() == Chart.Kind.LABELS
            ? chart.table().stringColumn("label").asList()
            : List.of();
    Palette palette = new Palette(chart.colours());
    return ImmutableMap.of(
        "chart", chart.withFrames(List.of()),
        "categories", Series.categories(chart),
        "rows", Series.rows(chart),
        "labels", labels,
        "labelled", Chart.labelled(labels.size()),
        "palette", IntStream.range(0, palette.colours()).mapToObj(palette::hex).toList(),
        "map", Palette.MAP,
        "scale", Objects.requireNonNullElse(chart.table().name(), ""),
        "frames", chart.frames().stream().map(this::frame).toList());
  }

  private Frame frame(Chart.Frame frame) {
    boolean map = chart.kind().isMap();
    List<Series> all = map ? List.of() : Series.of(chart, frame.table());
    List<Curve> curves = all.stream().map(PlotlyFigure::curve).toList();
    return new Frame(frame.label(), curves, map ? cells(frame.table()) : null);
  }

  private static Curve curve(Series series) {
    double[] low = rounded(series.low(), 5);
    double[] high = rounded(series.high(), 5);
    return new Curve(series.name(), rounded(series.error(), 5), low, high, series.few());
  }
}
