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

  private static final Color RANGE = new Color(0, 0, 0, 20);
  private static final Color LABEL_BACKGROUND = new Color(255, 255, 255, 200);
  private static final Color TRANSPARENT = new Color(0, true);

  /** From here on, as a share of the axis, a label to the right of a line would be cut off. */
  private static final double FAR_RIGHT = 0.85;

  private PngMarkers() {}

  static void add(XYPlot plot, List<Marker> markers) {
    boolean vertical = markers.stream().anyMatch(m -> m.axis() == Marker.Axis.X && !m.isRange());
    for (Marker marker : markers) {
      if (marker.isRange()) {
        addRange(plot, marker);
      } else if (marker.axis() == Marker.Axis.X) {
        addVertical(plot, marker);
      } else {
        addHorizontal(plot, marker, vertical);
      }
    }
  }

  private static void addRange(XYPlot plot, Marker marker) {
    IntervalMarker area = new IntervalMarker(marker.from(), marker.to(), RANGE);
    area.setAlpha(1);
    label(area, marker.label(), RectangleAnchor.BOTTOM, TextAnchor.BOTTOM_CENTER);
    area.setLabelBackgroundColor(TRANSPARENT);
    plot.addDomainMarker(area, Layer.BACKGROUND);
    include(plot.getDomainAxis(), marker.from());
    include(plot.getDomainAxis(), marker.to());
  }

  private static void addVertical(XYPlot plot, Marker marker) {
    ValueMarker line = line(marker);
    include(plot.getDomainAxis(), marker.from());
    if (isFarRight(plot.getDomainAxis(), marker.from())) {
      label(line, marker.label(), RectangleAnchor.TOP_LEFT, TextAnchor.TOP_RIGHT);
    } else {
      label(line, marker.label(), RectangleAnchor.TOP_RIGHT, TextAnchor.TOP_LEFT);
    }
    plot.addDomainMarker(line, Layer.FOREGROUND);
  }

  /** The label stands at the right, or in the middle where those of vertical lines may be. */
  private static void addHorizontal(XYPlot plot, Marker marker, boolean middle) {
    ValueMarker line = line(marker);
    include(plot.getRangeAxis(), marker.from());
    boolean below = isAtTheTop(plot.getRangeAxis(), marker.from());
    if (middle) {
      TextAnchor text = below ? TextAnchor.TOP_CENTER : TextAnchor.BOTTOM_CENTER;
      label(line, marker.label(), below ? RectangleAnchor.BOTTOM : RectangleAnchor.TOP, text);
    } else {
      TextAnchor text = below ? TextAnchor.TOP_RIGHT : TextAnchor.BOTTOM_RIGHT;
      RectangleAnchor at = below ? RectangleAnchor.BOTTOM_RIGHT : RectangleAnchor.TOP_RIGHT;
      label(line, marker.label(), at, text);
    }
    plot.addRangeMarker(line, Layer.FOREGROUND);
  }

  /** There a label above a line would be cut off. */
  private static boolean isAtTheTop(ValueAxis axis, double value) {
    Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
    return axis.valueToJava2D(value, unit, RectangleEdge.LEFT) < 1 - FAR_RIGHT;
  }

  private static ValueMarker line(Marker marker) {
    return new ValueMarker(marker.from(), PngChart.TEXT, new BasicStroke(1.2f));
  }

  private static boolean isFarRight(ValueAxis axis, double value) {
    Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
    return axis.valueToJava2D(value, unit, RectangleEdge.BOTTOM) > FAR_RIGHT;
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
