package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.data.Range;

/** Turns a chart into one of JFreeChart's. */
record PngChart(Chart chart) {

  static final Color TEXT = new Color(0x33, 0x33, 0x33);
  private static final Color GRID = new Color(0xE6, 0xE6, 0xE6);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font MEDIUM = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 17);

  private static final int MOST_TICKS_OF_X = 14;
  private static final int PIXELS_OF_X = 1400;

  JFreeChart draw() {
    ValueAxis x = axis(chart.xTitle(), chart.xScale(), Series.categories(chart));
    List<String> rows = Series.rows(chart);
    Chart.Scale yScale = rows.isEmpty() ? chart.yScale() : Chart.Scale.CATEGORY;
    ValueAxis y = axis(chart.yTitle(), yScale, rows);
    XYPlot plot = new XYPlot(null, x, y, null);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    JFreeChart drawn = new JFreeChart(null, null, plot, false);
    PngData.add(chart, drawn);
    widen(plot, x);
    widen(plot, y);
    PngMarkers.add(plot, chart.markers());
    setTicks(x, chart.xScale(), "x", MOST_TICKS_OF_X);
    setTicks(y, yScale, "y", chart.kind() == Chart.Kind.LABELS ? 16 : 8);
    addTexts(drawn);
    return drawn;
  }

  private ValueAxis axis(String title, Chart.Scale scale, List<String> words) {
    ValueAxis axis =
        switch (scale) {
          case LINEAR -> new NumberAxis(title);
          case LOG -> new Ticks.RoundLogAxis(title);
          case CATEGORY -> wordAxis(title, words);
        };
    if (axis instanceof NumberAxis numbers) {
      numbers.setAutoRangeIncludesZero(chart.kind() == Chart.Kind.HISTOGRAM);
      numbers.setAutoRangeStickyZero(chart.kind() == Chart.Kind.HISTOGRAM);
    }
    axis.setLabelFont(MEDIUM);
    axis.setLabelPaint(TEXT);
    axis.setTickLabelFont(SMALL);
    axis.setTickLabelPaint(TEXT);
    axis.setTickLabelInsets(new RectangleInsets(4, 8, 4, 8));
    axis.setAxisLineVisible(false);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    return axis;
  }

  /** Writes only some of many words, so that they stand apart. */
  private static ValueAxis wordAxis(String title, List<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElse(0);
    SymbolAxis axis = new SymbolAxis(title, words.toArray(String[]::new));
    axis.setGridBandsVisible(false);
    axis.setTickUnit(new NumberTickUnit(1 + words.size() * (longest * 8 + 16) / PIXELS_OF_X));
    return axis;
  }

  /** Sets the ticks. Whole numbers have none between them. */
  private void setTicks(ValueAxis axis, Chart.Scale scale, String column, int most) {
    if (scale == Chart.Scale.LINEAR) {
      boolean whole =
          Arrays.stream(Series.numbers(chart.table(), column)).allMatch(v -> v == Math.rint(v));
      int length = whole ? (int) Math.ceil(axis.getRange().getLength()) : most;
      ((NumberAxis) axis).setTickUnit(Ticks.of(axis.getRange(), Math.min(length, most)));
    }
  }

  /** Gives room to numbers that are all the same. */
  private static void widen(XYPlot plot, ValueAxis axis) {
    Range data = plot.getDataRange(axis);
    if (data != null && data.getLength() == 0) {
      double margin = data.getLowerBound() == 0 ? 1 : Math.abs(data.getLowerBound()) / 2;
      axis.setRange(data.getLowerBound() - margin, data.getUpperBound() + margin);
    }
  }

  private void addTexts(JFreeChart drawn) {
    drawn.setBackgroundPaint(Color.WHITE);
    drawn.setPadding(new RectangleInsets(8, 8, 8, 16));
    String frame = chart.frames().get(chart.frames().size() - 1).label();
    String comma = frame.isEmpty() ? "" : ", ";
    TextTitle title = new TextTitle(chart.title() + comma + frame, LARGE);
    title.setPaint(TEXT);
    title.setPadding(0, 0, 8, 0);
    drawn.setTitle(title);
    if (!chart.kind().isMap() && chart.kind() != Chart.Kind.LABELS && !chart.table().isEmpty()) {
      LegendTitle legend = new LegendTitle(drawn.getPlot());
      legend.setItemFont(SMALL);
      legend.setItemPaint(TEXT);
      legend.setPosition(RectangleEdge.RIGHT);
      legend.setVerticalAlignment(VerticalAlignment.TOP);
      legend.setItemLabelPadding(new RectangleInsets(3, 4, 3, 4));
      legend.setMargin(0, 8, 0, 0);
      drawn.addLegend(legend);
    }
  }
}
