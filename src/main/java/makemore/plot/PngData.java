package makemore.plot;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
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
record PngData(Chart chart, XYPlot plot) {

  static void add(Chart chart, JFreeChart drawn) {
    PngData data = new PngData(chart, drawn.getXYPlot());
    switch (chart.kind()) {
      case LINES, HISTOGRAM -> data.addCurves(Series.of(chart, chart.table()));
      case CELLS, HEAT_MAP -> PngCells.add(chart, drawn);
      case LABELS -> data.addLabels();
    }
  }

  private Palette palette() {
    return new Palette(chart.colours());
  }

  /** Adds the curves, and all bands behind them. */
  private void addCurves(List<Series> all) {
    boolean bands = all.stream().anyMatch(series -> series.low().length > 0);
    addBands(all);
    DefaultIntervalXYDataset dataset = new DefaultIntervalXYDataset();
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      double[] error = series.error().length > 0 ? series.error() : new double[y.length];
      double[] low = MathArrays.ebeSubtract(y, error);
      double[] high = MathArrays.ebeAdd(y, error);
      dataset.addSeries(series.name(), new double[][] {x, x, x, y, low, high});
    }
    boolean lines = chart.kind() == Chart.Kind.LINES;
    plot.setRenderer(1, lines ? lines(all, bands ? 2.2f : 1.6f) : steps(all));
    plot.setDataset(1, dataset);
  }

  private void addBands(List<Series> all) {
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setAlpha(0.25f);
    renderer.setDefaultSeriesVisibleInLegend(false);
    DefaultIntervalXYDataset bands = new DefaultIntervalXYDataset();
    for (int i = 0; i < all.size(); i++) {
      Series series = all.get(i);
      double[] lows = series.low();
      double[] highs = series.high();
      int[] points =
          IntStream.range(0, lows.length).filter(point -> lows[point] <= highs[point]).toArray();
      double[] x = at(points, series.x());
      double[] low = at(points, lows);
      bands.addSeries(series.name(), new double[][] {x, x, x, low, low, at(points, highs)});
      renderer.setSeriesFillPaint(i, palette().colour(i, 255));
    }
    plot.setRenderer(renderer);
    plot.setDataset(bands);
  }

  private static double[] at(int[] points, double[] values) {
    return IntStream.of(points).mapToDouble(point -> values[point]).toArray();
  }

  private XYItemRenderer lines(List<Series> all, float width) {
    boolean lines = chart.x().scale() != Chart.Scale.CATEGORY;
    boolean errors = all.stream().anyMatch(series -> series.error().length > 0);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(lines);
    renderer.setDrawXError(false);
    renderer.setDrawYError(errors);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    renderer.setDrawSeriesLineAsPath(true);
    double size = lines && !errors ? 5 : 8;
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette().colour(i, 255));
      renderer.setSeriesStroke(i, palette().stroke(i, width));
      renderer.setSeriesShapesVisible(i, errors || !lines || all.get(i).few(all));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-size / 2, -size / 2, size, size));
    }
    renderer.setLegendLine(new Line2D.Double(-10, 0, 10, 0));
    return renderer;
  }

  private XYItemRenderer steps(List<Series> all) {
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette().colour(i, all.size() == 1 ? 255 : 110));
    }
    return renderer;
  }

  private void addLabels() {
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
