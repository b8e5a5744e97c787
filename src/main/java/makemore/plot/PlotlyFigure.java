package makemore.plot;

import java.util.Arrays;
import java.util.List;
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

  private final Chart chart;
  private final Palette palette;
  private final List<String> categories;
  private final List<Series> curves;

  PlotlyFigure(Chart chart) {
    this.chart = chart;
    this.palette = new Palette(chart.colours());
    this.categories = Series.categories(chart);
    this.curves = chart.kind().hasCurves() ? Series.of(chart.table(), categories) : List.of();
  }

  /**
   * The script that draws the figure into the element that has the chart's name as its id.
   *
   * @return JavaScript that calls the page's {@code drawFigure} where Tablesaw would call Plotly
   */
  String script() {
    Layout layout =
        Layout.builder()
            .autosize(true)
            .xAxis(axis(chart.xTitle(), chart.xScale() == Chart.Scale.LOG))
            .yAxis(axis(chart.yTitle(), false))
            .build();
    Config config = Config.builder().displayLogo(false).responsive(true).build();
    String additions = Json.inScript(PlotlyAdditions.of(chart, categories, curves));
    return new Figure(layout, config, traces())
        .asJavascript(chart.name())
        .replaceAll("</?script>", "")
        .replace("Plotly.newPlot(", "drawFigure(" + additions + ", ")
        .replaceAll("(?m)^\\s+", "");
  }

  private Axis axis(String title, boolean logarithmic) {
    Axis.AxisBuilder axis =
        Axis.builder()
            .title(escaped(title))
            .type(logarithmic ? Axis.Type.LOG : Axis.Type.LINEAR)
            .gridColor(GRID)
            .zeroLineColor(GRID);
    return axis.build();
  }

  private Trace[] traces() {
    return switch (chart.kind()) {
      case LINES, STEPS ->
          IntStream.range(0, curves.size())
              .mapToObj(i -> curve(i, curves.get(i), Series.few(curves)))
              .toArray(Trace[]::new);
      case CELLS -> new Trace[] {cells()};
      case LABELS ->
          new Trace[] {
            ScatterTrace.builder(column("x"), column("y"))
                .mode(ScatterTrace.Mode.TEXT_AND_MARKERS)
                .build()
          };
    };
  }

  private Trace curve(int index, Series series, boolean few) {
    boolean steps = chart.kind() == Chart.Kind.STEPS;
    boolean points = chart.xScale() == Chart.Scale.CATEGORY;
    boolean both = !points && !steps && (few || series.error().length > 0);
    Line line =
        Line.builder()
            .color(palette.hex(index))
            .width(series.x().length > 2000 ? 1 : 1.6)
            .dash(palette.dashed(index) ? Line.Dash.DASH : Line.Dash.SOLID)
            .shape(steps ? Line.Shape.HV : Line.Shape.LINEAR)
            .build();
    ScatterTrace.ScatterBuilder curve =
        ScatterTrace.builder(Significant.digits(series.x(), 6), Significant.digits(series.y(), 5))
            .name(escaped(series.name()))
            .line(line)
            .mode(
                points
                    ? ScatterTrace.Mode.MARKERS
                    : both ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE);
    return (steps ? curve.fill(ScatterTrace.Fill.TO_ZERO_Y) : curve).build();
  }

  private Trace cells() {
    int[] x = Arrays.stream(column("x")).mapToInt(value -> (int) value).toArray();
    int[] y = Arrays.stream(column("y")).mapToInt(value -> (int) value).toArray();
    double[] values = Significant.digits(column("value"), 5);
    int columns = Arrays.stream(x).max().orElse(-1) + 1;
    int rows = Arrays.stream(y).max().orElse(-1) + 1;
    double[][] cells = new double[rows][columns];
    for (int i = 0; i < values.length; i++) {
      cells[y[i]][x[i]] = values[i];
    }
    return HeatmapTrace.builder(places(columns), places(rows), cells).build();
  }

  private static Object[] places(int count) {
    return IntStream.range(0, count).boxed().toArray();
  }

  private double[] column(String name) {
    return Series.numbers(chart.table(), name);
  }

  /** Tablesaw puts texts between quotes with hardly a change; some it escapes as HTML. */
  private static String escaped(String text) {
    String quoted = Json.inScript(text);
    return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\\u0022");
  }
}
