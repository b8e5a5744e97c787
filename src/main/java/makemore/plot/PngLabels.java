package makemore.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * Texts at points. One for which there is no room at its point stands at the end of a line from a
 * dot; one for which there is none at all is a dot, and they are counted.
 */
final class PngLabels extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;

  private static final int MANY = 60;

  private final double[] x;
  private final double[] y;
  private final transient List<String> texts;
  private final Font font;

  PngLabels(double[] x, double[] y, List<String> texts) {
    this.x = x;
    this.y = y;
    font = new Font(Font.SANS_SERIF, Font.BOLD, texts.size() > MANY ? 15 : 18);
    this.texts = texts.stream().map(text -> writable(text, font)).toList();
  }

  /** Replaces what the font cannot draw, which would be a box, by its code points. */
  static String writable(String text, Font font) {
    return font.canDisplayUpTo(text) < 0
        ? text
        : text.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis xAxis,
      ValueAxis yAxis,
      int renderer,
      PlotRenderingInfo info) {
    graphics.setFont(font);
    FontMetrics metrics = graphics.getFontMetrics();
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      double centerX = xAxis.valueToJava2D(x[i], area, plot.getDomainAxisEdge());
      double centerY = yAxis.valueToJava2D(y[i], area, plot.getRangeAxisEdge());
      int width = metrics.stringWidth(texts.get(i)) + 4;
      boxes.add(LabelPlaces.around(centerX, centerY, width, metrics.getAscent()));
    }
    List<Optional<Rectangle2D>> places = LabelPlaces.of(boxes, area);
    for (int i = 0; i < x.length; i++) {
      dot(graphics, boxes.get(i), places.get(i));
    }
    graphics.setPaint(PngChart.TEXT);
    float raised = 0.13f * metrics.getAscent();
    for (int i = 0; i < x.length; i++) {
      if (places.get(i).isPresent()) {
        Rectangle2D box = places.get(i).get();
        graphics.drawString(texts.get(i), (float) box.getX() + 2, (float) box.getMaxY() - raised);
      }
    }
    long missing = places.stream().filter(Optional::isEmpty).count();
    if (missing > 0) {
      String note = missing + " labels have no room";
      graphics.drawString(note, (float) area.getX() + 8, (float) area.getMaxY() - 8);
    }
  }

  private static void dot(Graphics2D graphics, Rectangle2D box, Optional<Rectangle2D> place) {
    double x = box.getCenterX();
    double y = box.getCenterY();
    boolean moved = !place.equals(Optional.of(box));
    if (moved && place.isPresent()) {
      Rectangle2D to = place.get();
      double endX = Math.max(to.getMinX(), Math.min(x, to.getMaxX()));
      double endY = Math.max(to.getMinY(), Math.min(y, to.getMaxY()));
      graphics.setPaint(new Color(0x999999));
      graphics.draw(new Line2D.Double(x, y, endX, endY));
    }
    double size = moved ? 6 : 30;
    graphics.setPaint(new Palette(1).colour(0, moved ? 255 : 40));
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }
}
