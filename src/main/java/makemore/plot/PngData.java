package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYZDataset;

/** Turns the numbers of a chart into JFreeChart's data sets. */
record PngData(Chart chart, JFreeChart drawn) {

  static void add(Chart chart, JFreeChart drawn) {
    PngData data = new PngData(chart, drawn);
    switch (chart.kind()) {
      case LINES, HISTOGRAM -> data.addCurves(Series.of(chart, chart.table()));
      case CELLS, HEAT_MAP -> data.addCells();
      case LABELS -> PngLabels.add(chart, drawn.getXYPlot());
    }
  }

  private void addCurves(List<Series> all) {
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
    XYPlot plot = drawn.getXYPlot();
    plot.setDataset(dataset);
    plot.setRenderer(chart.kind() == Chart.Kind.LINES ? lines(all) : steps(all));
  }

  private XYItemRenderer lines(List<Series> all) {
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
      if (all.get(i).marksEnds()) {
        renderer.setSeriesShape(i, ShapeUtils.createDiagonalCross(6, 1.2f));
        renderer.setSeriesShapesVisible(i, true);
        renderer.setSeriesLinesVisible(i, false);
      }
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

  private XYItemRenderer steps(List<Series> all) {
    XYStepAreaRenderer renderer = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    Palette palette = new Palette(chart.colours());
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, all.size() == 1 ? 255 : 110));
    }
    return renderer;
  }

  private void addCells() {
    double[] x = Series.x(chart, chart.table());
    double[] y = Series.numbers(chart.table(), "y");
    DefaultXYZDataset dataset = new DefaultXYZDataset();
    dataset.addSeries("", new double[][] {x, y, Series.numbers(chart.table(), "value")});
    boolean coloured = chart.kind() == Chart.Kind.HEAT_MAP;
    Shades shades =
        new Shades(
            coloured ? colours(DatasetUtils.findZBounds(dataset)) : new Range(0, 1), coloured);
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(shades);
    XYPlot plot = drawn.getXYPlot();
    plot.setRenderer(renderer);
    plot.setDataset(dataset);
    plot.getRangeAxis().setInverted(true);
    for (ValueAxis axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
      axis.setLowerMargin(0);
      axis.setUpperMargin(0);
    }
    drawn.setAntiAlias(false);
    drawn.setTextAntiAlias(true);
    if (coloured) {
      drawn.addSubtitle(legend(shades, chart.table().name()));
    }
  }

  private Range colours(Range found) {
    return Double.isNaN(chart.darkest())
        ? range(found)
        : new Range(chart.darkest(), chart.brightest());
  }

  /** Gives a length to the range of numbers that are all the same, or all missing. */
  private static Range range(Range found) {
    double low = found == null ? 0 : found.getLowerBound();
    return found == null || found.getLength() == 0 ? new Range(low, low + 1) : found;
  }

  private static PaintScaleLegend legend(Shades shades, String name) {
    NumberAxis axis = new NumberAxis(name);
    axis.setLabelFont(PngChart.SMALL);
    axis.setTickLabelFont(PngChart.SMALL);
    axis.setTickUnit(Ticks.of(shades.range, 5));
    PaintScaleLegend legend = new PaintScaleLegend(shades, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setMargin(new RectangleInsets(0, 16, 40, 0));
    return legend;
  }

  /** The colours of a map, or from black to white. */
  private record Shades(Range range, boolean coloured) implements PaintScale {

    @Override
    public double getLowerBound() {
      return range.getLowerBound();
    }

    @Override
    public double getUpperBound() {
      return range.getUpperBound();
    }

    @Override
    public Paint getPaint(double value) {
      double place = (range.constrain(value) - getLowerBound()) / range.getLength();
      return coloured ? Palette.ofMap(place) : Color.getHSBColor(0, 0, (float) place);
    }
  }
}
