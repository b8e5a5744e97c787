package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
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

  private PngMarkers() {}

  static void add(XYPlot plot, List<Marker> markers) {
    boolean vertical = markers.stream().anyMatch(m -> m.axis() == Marker.Axis.X && !m.isRange());
    for (Marker marker : markers) {
      ValueAxis axis = marker.axis() == Marker.Axis.X ? plot.getDomainAxis() : plot.getRangeAxis();
      include(axis, marker);
      boolean far = isFar(axis, marker.from());
      if (marker.isRange()) {
        plot.addDomainMarker(range(marker), Layer.BACKGROUND);
      } else if (marker.axis() == Marker.Axis.X) {
        RectangleAnchor side = far ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT;
        plot.addDomainMarker(line(marker, side, far ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT));
      } else {
        plot.addRangeMarker(horizontal(marker, far, vertical));
      }
    }
  }

  private static IntervalMarker range(Marker marker) {
    IntervalMarker area = new IntervalMarker(marker.from(), marker.to(), new Color(0, 0, 0, 20));
    area.setAlpha(1);
    label(area, marker.label(), RectangleAnchor.BOTTOM, TextAnchor.BOTTOM_CENTER);
    area.setLabelBackgroundColor(new Color(0, true));
    return area;
  }

  /** Puts the label at the right, or in the middle if there may be those of vertical lines. */
  private static ValueMarker horizontal(Marker marker, boolean below, boolean middle) {
    RectangleAnchor top = middle ? RectangleAnchor.TOP : RectangleAnchor.TOP_RIGHT;
    RectangleAnchor bottom = middle ? RectangleAnchor.BOTTOM : RectangleAnchor.BOTTOM_RIGHT;
    TextAnchor over = middle ? TextAnchor.BOTTOM_CENTER : TextAnchor.BOTTOM_RIGHT;
    TextAnchor under = middle ? TextAnchor.TOP_CENTER : TextAnchor.TOP_RIGHT;
    return line(marker, below ? bottom : top, below ? under : over);
  }

  private static ValueMarker line(Marker marker, RectangleAnchor anchor, TextAnchor text) {
    ValueMarker line = new ValueMarker(marker.from(), PngChart.TEXT, new BasicStroke(1.2f));
    label(line, marker.label(), anchor, text);
    return line;
  }

  private static void label(
      org.jfree.chart.plot.Marker marker, String text, RectangleAnchor anchor, TextAnchor at) {
    marker.setLabel(text);
    marker.setLabelBackgroundColor(new Color(255, 255, 255, 200));
    marker.setLabelFont(PngChart.SMALL);
    marker.setLabelPaint(PngChart.TEXT);
    marker.setLabelAnchor(anchor);
    marker.setLabelTextAnchor(at);
    marker.setLabelOffset(new RectangleInsets(4, 4, 4, 4));
  }

  private static void include(ValueAxis axis, Marker marker) {
    Range range = Range.expandToInclude(axis.getRange(), marker.from());
    range = Range.expandToInclude(range, marker.to());
    if (!range.equals(axis.getRange())) {
      axis.setRange(Range.expand(range, 0.02, 0.02));
    }
  }

  /** Tells whether a label beyond a line would be cut off, at the right or at the top. */
  private static boolean isFar(ValueAxis axis, double value) {
    Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
    return axis.valueToJava2D(value, unit, RectangleEdge.BOTTOM) > 0.85;
  }
}
