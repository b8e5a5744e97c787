package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** Draws reference lines and shaded ranges with JFreeChart; the axes grow to show them. */
final class PngMarkers {

  private PngMarkers() {}

  static void add(XYPlot plot, List<Chart.Marker> markers) {
    for (Chart.Marker marker : markers) {
      boolean isOfX = marker.axis() == Chart.Marker.Axis.X;
      ValueAxis axis = isOfX ? plot.getDomainAxis() : plot.getRangeAxis();
      include(axis, marker);
      boolean far = isFar(axis, marker.from());
      if (marker.isRange()) {
        Marker range = labelled(marker, RectangleAnchor.BOTTOM, TextAnchor.BOTTOM_CENTER);
        plot.addDomainMarker(range, Layer.BACKGROUND);
      } else if (isOfX) {
        RectangleAnchor side = far ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT;
        TextAnchor text = far ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT;
        plot.addDomainMarker(labelled(marker, side, text));
      } else {
        // In the middle it is far from the labels of vertical lines.
        RectangleAnchor side = far ? RectangleAnchor.BOTTOM : RectangleAnchor.TOP;
        TextAnchor text = far ? TextAnchor.TOP_CENTER : TextAnchor.BOTTOM_CENTER;
        plot.addRangeMarker(labelled(marker, side, text));
      }
    }
  }

  private static Marker labelled(Chart.Marker marker, RectangleAnchor anchor, TextAnchor text) {
    boolean range = marker.isRange();
    Marker drawn =
        range
            ? new IntervalMarker(marker.from(), marker.to(), new Color(0, 0, 0, 20))
            : new ValueMarker(marker.from(), PngChart.TEXT, new BasicStroke(1.2f));
    drawn.setAlpha(1);
    drawn.setLabel(marker.label());
    drawn.setLabelBackgroundColor(new Color(255, 255, 255, range ? 0 : 200));
    drawn.setLabelFont(PngChart.SMALL);
    drawn.setLabelPaint(PngChart.TEXT);
    drawn.setLabelAnchor(anchor);
    drawn.setLabelTextAnchor(text);
    drawn.setLabelOffset(new RectangleInsets(4, 4, 4, 4));
    return drawn;
  }

  private static void include(ValueAxis axis, Chart.Marker marker) {
    Range range = Range.expandToInclude(axis.getRange(), marker.from());
    range = Range.expandToInclude(range, marker.to());
    if (!range.equals(axis.getRange())) {
      // On a logarithmic axis a margin below the least number could reach zero.
      axis.setRange(axis instanceof LogAxis ? range : Range.expand(range, 0.02, 0.02));
    }
  }

  /** Tells whether a label beyond a line would be cut off, at the right or at the top. */
  private static boolean isFar(ValueAxis axis, double value) {
    Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
    return axis.valueToJava2D(value, unit, RectangleEdge.BOTTOM) > 0.85;
  }
}
