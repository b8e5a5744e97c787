package makemore.plot;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.DefaultXYZDataset;
import tech.tablesaw.api.Table;

/** The maps of cells, in the words of JFreeChart. */
final class PngCells {

  private static final int SHADES = 256;

  private PngCells() {}

  static void add(Chart chart, JFreeChart drawn) {
    Table table = chart.table();
    double[] x = Series.x(chart, table);
    double[][] cells = {x, Series.numbers(table, "y"), Series.numbers(table, "value")};
    DefaultXYZDataset dataset = new DefaultXYZDataset();
    dataset.addSeries("", cells);
    boolean coloured = chart.kind() == Chart.Kind.HEAT_MAP;
    LookupPaintScale scale = scale(DatasetUtils.findZBounds(dataset), coloured);
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(scale);
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
      drawn.addSubtitle(legend(scale, table.name()));
    }
  }

  private static LookupPaintScale scale(Range found, boolean coloured) {
    Range range = coloured && found != null ? found : new Range(0, 1);
    double low = range.getLowerBound();
    double high = range.getLength() > 0 ? range.getUpperBound() : low + 1;
    LookupPaintScale scale =
        new LookupPaintScale(low, high, Palette.ofMap(Double.NaN)) {
          @Override
          public Paint getPaint(double value) {
            return Double.isNaN(value) ? getDefaultPaint() : super.getPaint(value);
          }
        };
    for (int i = 0; i < SHADES; i++) {
      float grey = i / (SHADES - 1f);
      Color colour = coloured ? Palette.ofMap(grey) : new Color(grey, grey, grey);
      scale.add(low + (high - low) * i / SHADES, colour);
    }
    return scale;
  }

  private static PaintScaleLegend legend(LookupPaintScale scale, String name) {
    NumberAxis axis = new NumberAxis(name);
    axis.setLabelFont(PngChart.SMALL);
    axis.setTickLabelFont(PngChart.SMALL);
    axis.setTickUnit(Ticks.of(new Range(scale.getLowerBound(), scale.getUpperBound()), 5));
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setMargin(new RectangleInsets(0, 16, 40, 0));
    return legend;
  }
}
