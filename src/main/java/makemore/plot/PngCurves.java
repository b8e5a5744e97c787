package makemore.plot;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.data.xy.DefaultIntervalXYDataset;

/** The curves of a chart, and the bands behind them, in the words of JFreeChart. */
record PngCurves(Chart chart, List<Series> all) {

  static void add(Chart chart, XYPlot plot) {
    PngCurves curves = new PngCurves(chart, Series.of(chart, chart.table()));
    plot.setDataset(curves.dataset());
    plot.setRenderer(chart.kind() == Chart.Kind.LINES ? curves.lines() : curves.steps());
  }

  private DefaultIntervalXYDataset dataset() {
    DefaultIntervalXYDataset dataset = new DefaultIntervalXYDataset();
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      double[] low = series.low().length > 0 ? series.low() : y;
      double[] high = series.high().length > 0 ? series.high() : y;
      if (series.error().length > 0) {
        low = MathArrays.ebeSubtract(y, series.error());
        high = MathArrays.ebeAdd(y, series.error());
      }
      dataset.addSeries(series.name(), new double[][] {x, x, x, y, low, high});
    }
    return dataset;
  }

  private XYItemRenderer lines() {
    boolean words = chart.xScale() == Chart.Scale.CATEGORY;
    boolean errors = all.stream().anyMatch(series -> series.error().length > 0);
    boolean bands = all.stream().anyMatch(series -> series.low().length > 0);
    XYLineAndShapeRenderer renderer = errors ? errorBars() : bands();
    renderer.setDefaultLinesVisible(!words);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(new Line2D.Double(-10, 0, 10, 0));
    Palette palette = new Palette(chart.colours());
    double size = words || errors ? 8 : 5;
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, 255));
      renderer.setSeriesFillPaint(i, palette.colour(i, 255));
      renderer.setSeriesStroke(i, palette.stroke(i, bands ? 2.2f : 1.6f));
      renderer.setSeriesShapesVisible(i, words || errors || all.get(i).few());
      renderer.setSeriesShape(i, new Ellipse2D.Double(-size / 2, -size / 2, size, size));
    }
    return renderer;
  }

  private static XYLineAndShapeRenderer errorBars() {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    return renderer;
  }

  private static XYLineAndShapeRenderer bands() {
    DeviationRenderer renderer = new DeviationRenderer();
    renderer.setAlpha(0.25f);
    return renderer;
  }

  private XYItemRenderer steps() {
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    Palette palette = new Palette(chart.colours());
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, all.size() == 1 ? 255 : 110));
    }
    return renderer;
  }
}
