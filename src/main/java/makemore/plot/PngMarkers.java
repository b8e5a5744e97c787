package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** Reference lines and shaded ranges, in the words of JFreeChart; the axes grow to show them. */
final class PngMarkers {

  private static final Color BAND = new Color(0, 0, 0, 20);
  private static final Color LABEL_BACKGROUND = new Color(255, 255, 255, 200);
  private static final Color TRANSPARENT = new Color(0, true);

  /** From here on, as a share of the axis, a label to the right of a line would be cut off. */
  private static final double FAR_RIGHT = 0.8;

  private PngMarkers() {}

  static void addBand(XYPlot plot, Band band) {
    IntervalMarker area = new IntervalMarker(band.from(), band.to(), BAND);
    area.setAlpha(1);
    label(area, band.label(), RectangleAnchor.BOTTOM, TextAnchor.BOTTOM_CENTER);
    area.setLabelBackgroundColor(TRANSPARENT);
    plot.addDomainMarker(area, Layer.BACKGROUND);
    include(plot.getDomainAxis(), band.from());
    include(plot.getDomainAxis(), band.to());
  }

  static void addMarker(XYPlot plot, Marker marker) {
    ValueMarker line = new ValueMarker(marker.at(), PngChart.TEXT, new BasicStroke(1.2f));
    if (marker.axis() == Marker.Axis.X) {
      include(plot.getDomainAxis(), marker.at());
      Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
      double place = plot.getDomainAxis().valueToJava2D(marker.at(), unit, RectangleEdge.BOTTOM);
      boolean left = place < FAR_RIGHT;
      label(
          line,
          marker.label(),
          left ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT,
          left ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
      plot.addDomainMarker(line, Layer.FOREGROUND);
    } else {
      label(line, marker.label(), RectangleAnchor.TOP_RIGHT, TextAnchor.BOTTOM_RIGHT);
      plot.addRangeMarker(line, Layer.FOREGROUND);
      include(plot.getRangeAxis(), marker.at());
    }
  }

  private static void label(
      org.jfree.chart.plot.Marker marker, String text, RectangleAnchor anchor, TextAnchor at) {
    marker.setLabel(text);
    marker.setLabelBackgroundColor(LABEL_BACKGROUND);
    marker.setLabelFont(PngChart.SMALL);
    marker.setLabelPaint(PngChart.TEXT);
    marker.setLabelAnchor(anchor);
    marker.setLabelTextAnchor(at);
    marker.setLabelOffset(new RectangleInsets(4, 4, 4, 4));
  }

  private static void include(ValueAxis axis, double value) {
    Range range = Range.expandToInclude(axis.getRange(), value);
    if (!range.equals(axis.getRange())) {
      axis.setRange(Range.expand(range, 0.02, 0.02));
    }
  }
}
