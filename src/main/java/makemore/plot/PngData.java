package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.GrayPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.DefaultXYZDataset;

/** The numbers of a chart and how each kind is drawn, in the words of JFreeChart. */
final class PngData {

  private static final Ellipse2D SMALL_DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
  private static final Ellipse2D DOT = new Ellipse2D.Double(-4, -4, 8, 8);

  private PngData() {}

  static void add(Chart chart, List<String> categories, JFreeChart drawn) {
    XYPlot plot = drawn.getXYPlot();
    switch (chart.kind()) {
      case LINES, HISTOGRAM -> addCurves(chart, Series.of(chart.table(), categories), plot);
      case CELLS, HEAT_MAP -> addCells(chart, drawn, plot);
      case LABELS -> addLabels(chart, plot);
    }
  }

  private static void addCurves(Chart chart, List<Series> all, XYPlot plot) {
    boolean lines = chart.kind() == Chart.Kind.LINES;
    plot.setRenderer(lines ? lines(chart, all) : steps(new Palette(chart.colours()), all));
    DefaultIntervalXYDataset dataset = new DefaultIntervalXYDataset();
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      double[] error = series.error().length > 0 ? series.error() : new double[y.length];
      double[] low = MathArrays.ebeSubtract(y, error);
      double[] high = MathArrays.ebeAdd(y, error);
      dataset.addSeries(series.name(), new double[][] {x, x, x, y, low, high});
    }
    plot.setDataset(dataset);
  }

  private static XYItemRenderer lines(Chart chart, List<Series> all) {
    boolean lines = chart.xScale() != Chart.Scale.CATEGORY;
    boolean errors = all.stream().anyMatch(series -> series.error().length > 0);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDefaultLinesVisible(lines);
    renderer.setDefaultShapesVisible(errors || !lines || Series.few(all));
    renderer.setDrawXError(false);
    renderer.setDrawYError(errors);
    renderer.setErrorStroke(new BasicStroke(1.5f));
    renderer.setDrawSeriesLineAsPath(true);
    Palette palette = new Palette(chart.colours());
    for (int i = 0; i < all.size(); i++) {
      renderer.setSeriesPaint(i, palette.colour(i, 255));
      renderer.setSeriesStroke(i, palette.stroke(i, all.get(i).x().length > 2000 ? 1 : 1.6f));
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

  private static void addCells(Chart chart, JFreeChart drawn, XYPlot plot) {
    double[] values = column(chart, "value");
    double smallest = Math.min(0, Arrays.stream(values).min().orElse(0));
    double largest = Math.max(1, Arrays.stream(values).max().orElse(1));
    GrayPaintScale scale = new GrayPaintScale(smallest, largest);
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(scale);
    DefaultXYZDataset dataset = new DefaultXYZDataset();
    dataset.addSeries("", new double[][] {column(chart, "x"), column(chart, "y"), values});
    plot.setRenderer(renderer);
    plot.setDataset(dataset);
    plot.getRangeAxis().setInverted(true);
    for (ValueAxis axis : List.of(plot.getDomainAxis(), plot.getRangeAxis())) {
      axis.setLowerMargin(0);
      axis.setUpperMargin(0);
    }
    plot.setFixedLegendItems(new LegendItemCollection());
    drawn.setAntiAlias(false);
    drawn.setTextAntiAlias(true);
    if (Arrays.stream(values).anyMatch(value -> value != 0 && value != 1)) {
      drawn.addSubtitle(greys(scale));
    }
  }

  private static PaintScaleLegend greys(GrayPaintScale scale) {
    NumberAxis axis = new NumberAxis();
    axis.setTickUnit(Ticks.of(new Range(scale.getLowerBound(), scale.getUpperBound()), 5));
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setMargin(new RectangleInsets(0, 16, 40, 0));
    return legend;
  }

  private static void addLabels(Chart chart, XYPlot plot) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, new Palette(chart.colours()).colour(0, 50));
    renderer.setSeriesShape(0, new Ellipse2D.Double(-15, -15, 30, 30));
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
    ItemLabelPosition centre = new ItemLabelPosition(ItemLabelAnchor.CENTER, TextAnchor.CENTER);
    renderer.setDefaultPositiveItemLabelPosition(centre);
    renderer.setDefaultNegativeItemLabelPosition(centre);
    renderer.setDefaultItemLabelGenerator(
        (dataset, series, item) -> chart.table().column("label").getString(item));
    DefaultXYDataset dataset = new DefaultXYDataset();
    dataset.addSeries("", new double[][] {column(chart, "x"), column(chart, "y")});
    plot.setRenderer(renderer);
    plot.setDataset(dataset);
  }

  private static double[] column(Chart chart, String name) {
    return Series.numbers(chart.table(), name);
  }
}
