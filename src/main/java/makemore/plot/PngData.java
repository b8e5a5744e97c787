package makemore.plot;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;

/** The numbers of a chart and how each kind is drawn, in the words of JFreeChart. */
final class PngData {

  private static final Ellipse2D SMALL_DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
  private static final Ellipse2D DOT = new Ellipse2D.Double(-4, -4, 8, 8);

  private PngData() {}

  static void add(Chart chart, JFreeChart drawn) {
    XYPlot plot = drawn.getXYPlot();
    switch (chart.kind()) {
      case LINES, HISTOGRAM -> addCurves(chart, Series.of(chart, chart.table()), plot);
      case CELLS, HEAT_MAP -> PngCells.add(chart, drawn);
      case LABELS -> addLabels(chart, plot);
    }
  }

  private static void addCurves(Chart chart, List<Series> all, XYPlot plot) {
    boolean lines = chart.kind() == Chart.Kind.LINES;
    boolean bands = all.stream().anyMatch(series -> series.low().length > 0);
    if (bands) {
      addBands(new Palette(chart.colours()), all, plot);
    }
    int place = bands ? 1 : 0;
    plot.setRenderer(place, lines ? lines(chart, all) : steps(new Palette(chart.colours()), all));
    DefaultIntervalXYDataset dataset = new DefaultIntervalXYDataset();
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      double[] error = series.error().length > 0 ? series.error() : new double[y.length];
      double[] low = MathArrays.ebeSubtract(y, error);
      double[] high = MathArrays.ebeAdd(y, error);
      dataset.addSeries(series.name(), new double[][] {x, x, x, y, low, high});
    }
    plot.setDataset(place, dataset);
  }

  private static void addBands(Palette palette, List<Series> all, XYPlot plot) {
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setAlpha(0.25f);
    renderer.setDefaultSeriesVisibleInLegend(false);
    DefaultIntervalXYDataset bands = new DefaultIntervalXYDataset();
    for (int i = 0; i < all.size(); i++) {
      Series series = all.get(i);
      int[] points = IntStream.range(0, series.x().length).filter(series::hasBand).toArray();
      double[] x = Arrays.stream(points).mapToDouble(point -> series.x()[point]).toArray();
      double[] low = Arrays.stream(points).mapToDouble(point -> series.low()[point]).toArray();
      double[] high = Arrays.stream(points).mapToDouble(point -> series.high()[point]).toArray();
      bands.addSeries(series.name(), new double[][] {x, x, x, low, low, high});
      renderer.setSeriesFillPaint(i, palette.colour(i, 255));
    }
    plot.setRenderer(renderer);
    plot.setDataset(bands);
  }

  private static XYItemRenderer lines(Chart chart, List<Series> all) {
    boolean lines = chart.xScale() != Chart.Scale.CATEGORY;
    boolean errors = all.stream().anyMatch(series -> series.error().length > 0);
    boolean bands = all.stream().anyMatch(series -> series.low().length > 0);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(lines);
    renderer.setDrawXError(false);
    renderer.setDrawYError(errors);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    renderer.setDrawSeriesLineAsPath(true);
    Palette palette = new Palette(chart.colours());
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, 255));
      float width = all.get(i).x().length > 2000 ? 1 : bands ? 2.2f : 1.6f;
      renderer.setSeriesStroke(i, palette.stroke(i, width));
      renderer.setSeriesShapesVisible(i, errors || !lines || all.get(i).few(all));
      renderer.setSeriesShape(i, lines && !errors ? SMALL_DOT : DOT);
    }
    renderer.setLegendLine(new Line2D.Double(-10, 0, 10, 0));
    return renderer;
  }

  private static XYItemRenderer steps(Palette palette, List<Series> all) {
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, all.size() == 1 ? 255 : 110));
    }
    return renderer;
  }

  private static void addLabels(Chart chart, XYPlot plot) {
    double[] x = Series.numbers(chart.table(), "x");
    double[] y = Series.numbers(chart.table(), "y");
    DefaultXYDataset dataset = new DefaultXYDataset();
    dataset.addSeries("", new double[][] {x, y});
    plot.setRenderer(new XYLineAndShapeRenderer(false, false));
    plot.setDataset(dataset);
    List<String> texts = List.of(chart.table().stringColumn("label").asObjectArray());
    plot.addAnnotation(new PngLabels(x, y, texts));
  }
}
