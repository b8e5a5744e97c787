package makemore.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  private static final Color LINE = new Color(0x99, 0x99, 0x99);
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

  /** What the font cannot draw would be a box: its code points stand for it. */
  static String writable(String text, Font font) {
    StringBuilder codes = new StringBuilder();
    text.codePoints().forEach(code -> codes.append("U+%04X ".formatted(code)));
    return font.canDisplayUpTo(text) < 0 ? text : codes.toString().strip();
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
    double height = graphics.getFontMetrics().getAscent();
    List<Rectangle2D> centred =
        IntStream.range(0, x.length)
            .mapToObj(
                i ->
                    LabelPlaces.around(
                        xAxis.valueToJava2D(x[i], area, plot.getDomainAxisEdge()),
                        yAxis.valueToJava2D(y[i], area, plot.getRangeAxisEdge()),
                        graphics.getFontMetrics().stringWidth(texts.get(i)) + 4,
                        height))
            .toList();
    List<Optional<Rectangle2D>> places = LabelPlaces.of(centred, area);
    for (int i = 0; i < x.length; i++) {
      dot(graphics, centred.get(i), places.get(i));
    }
    graphics.setPaint(PngChart.TEXT);
    for (int i = 0; i < x.length; i++) {
      if (places.get(i).isPresent()) {
        Rectangle2D box = places.get(i).get();
        float baseline = (float) (box.getMaxY() - 0.13 * height);
        graphics.drawString(texts.get(i), (float) box.getX() + 2, baseline);
      }
    }
    long missing = places.stream().filter(Optional::isEmpty).count();
    if (missing > 0) {
      String note = missing + " labels have no room";
      graphics.drawString(note, (float) area.getX() + 8, (float) area.getMaxY() - 8);
    }
  }

  private static void dot(Graphics2D graphics, Rectangle2D centred, Optional<Rectangle2D> place) {
    double x = centred.getCenterX();
    double y = centred.getCenterY();
    if (place.isPresent() && place.get().contains(x, y)) {
      graphics.setPaint(new Palette(1).colour(0, 40));
      graphics.fill(new Ellipse2D.Double(x - 15, y - 15, 30, 30));
      return;
    }
    graphics.setPaint(LINE);
    place.ifPresent(
        box ->
            graphics.draw(
                new Line2D.Double(
                    x,
                    y,
                    Math.max(box.getMinX(), Math.min(x, box.getMaxX())),
                    Math.max(box.getMinY(), Math.min(y, box.getMaxY())))));
    graphics.setPaint(new Palette(1).colour(0, 255));
    graphics.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
  }
}
