package makemore.plot;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.DefaultXYZDataset;

/** The maps of cells, in the words of JFreeChart. */
final class PngCells {

  private PngCells() {}

  static void add(Chart chart, JFreeChart drawn) {
    double[] x = Series.x(chart, chart.table());
    double[] y = Series.numbers(chart.table(), "y");
    DefaultXYZDataset dataset = new DefaultXYZDataset();
    dataset.addSeries("", new double[][] {x, y, Series.numbers(chart.table(), "value")});
    boolean coloured = chart.kind() == Chart.Kind.HEAT_MAP;
    Shades shades =
        new Shades(coloured ? range(DatasetUtils.findZBounds(dataset)) : new Range(0, 1), coloured);
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
