package makemore.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Draws texts at points. Where there is no room at the point, a line leads from a dot to the text;
 * where there is none at all, only the dot is drawn. Points after the last text are pale dots.
 */
final class PngLabels extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;

  private static final double DOT = 5;
  private static final int DIRECTIONS = 24;
  private static final int PLACES = 48 * DIRECTIONS;

  private final double[] x;
  private final double[] y;
  private final transient List<String> texts;

  private PngLabels(double[] x, double[] y, List<String> texts) {
    this.x = x;
    this.y = y;
    this.texts = texts.stream().map(LabelFont::writable).toList();
  }

  static void add(Chart chart, XYPlot plot) {
    double[] x = Series.numbers(chart.table(), "x");
    double[] y = Series.numbers(chart.table(), "y");
    DefaultXYDataset dataset = new DefaultXYDataset();
    dataset.addSeries("", new double[][] {x, y});
    plot.setRenderer(new XYLineAndShapeRenderer(false, false));
    plot.setDataset(dataset);
    plot.addAnnotation(new PngLabels(x, y, chart.labels()));
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
    graphics.setFont(LabelFont.FONT);
    FontMetrics metrics = graphics.getFontMetrics();
    List<Rectangle2D> boxes = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      double centerX = xAxis.valueToJava2D(x[i], area, plot.getDomainAxisEdge());
      double centerY = yAxis.valueToJava2D(y[i], area, plot.getRangeAxisEdge());
      if (i < texts.size()) {
        int width = metrics.stringWidth(texts.get(i)) + 4;
        Rectangle2D point = new Rectangle2D.Double(centerX, centerY, 0, 0);
        boxes.add(sized(point, width, metrics.getAscent()));
      } else {
        dot(graphics, centerX, centerY, 6, 90);
      }
    }
    List<Rectangle2D> places = places(boxes, area);
    for (int i = 0; i < boxes.size(); i++) {
      dot(graphics, boxes.get(i), places.get(i));
    }
    graphics.setPaint(PngChart.TEXT);
    double raised = 0.13 * metrics.getAscent();
    for (int i = 0; i < boxes.size(); i++) {
      Rectangle2D box = places.get(i);
      String text = box.isEmpty() ? "" : texts.get(i);
      graphics.drawString(text, (float) box.getX() + 2, (float) (box.getMaxY() - raised));
    }
  }

  private static void dot(Graphics2D graphics, Rectangle2D box, Rectangle2D place) {
    double x = box.getCenterX();
    double y = box.getCenterY();
    boolean moved = !place.equals(box);
    if (moved) {
      double endX = Math.max(place.getMinX(), Math.min(x, place.getMaxX()));
      double endY = Math.max(place.getMinY(), Math.min(y, place.getMaxY()));
      graphics.setPaint(new Color(0x999999));
      graphics.draw(new Line2D.Double(x, y, endX, endY));
    }
    dot(graphics, x, y, moved ? 6 : 30, moved ? 255 : 40);
  }

  private static void dot(Graphics2D graphics, double x, double y, double size, int opacity) {
    graphics.setPaint(new Palette(1).colour(0, opacity));
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }

  /**
   * Finds each label the place nearest to its point, the first ones first, so that they cover
   * neither each other nor the dot of another.
   *
   * @param centred the labels' boxes, each in the middle of its point
   * @return the boxes where they can be; an empty one at the point where there is no room
   */
  static List<Rectangle2D> places(List<Rectangle2D> centred, Rectangle2D area) {
    List<Rectangle2D> dots = centred.stream().map(box -> sized(box, DOT, DOT)).toList();
    List<Rectangle2D> taken = new ArrayList<>(dots);
    for (int i = 0; i < dots.size(); i++) {
      Rectangle2D box = centred.get(i);
      Rectangle2D dot = dots.get(i);
      Stream<Rectangle2D> beside = IntStream.range(0, PLACES).mapToObj(place -> moved(box, place));
      taken.add(
          Stream.concat(Stream.of(box), beside)
              .filter(area::contains)
              .filter(place -> taken.stream().noneMatch(t -> t != dot && t.intersects(place)))
              .findFirst()
              .orElse(sized(box, 0, 0)));
    }
    return taken.subList(dots.size(), taken.size());
  }

  /** Moves a box to one of the places around it, ring by ring. */
  private static Rectangle2D moved(Rectangle2D box, int place) {
    double distance = 12 + 6 * (place / DIRECTIONS);
    double angle = 2 * Math.PI * (place % DIRECTIONS) / DIRECTIONS;
    double x = box.getX() + (distance + box.getWidth() / 2) * Math.cos(angle);
    double y = box.getY() + distance * Math.sin(angle);
    return new Rectangle2D.Double(x, y, box.getWidth(), box.getHeight());
  }

  /** Gives a box of another size with the same middle. */
  private static Rectangle2D sized(Rectangle2D box, double width, double height) {
    double x = box.getCenterX() - width / 2;
    return new Rectangle2D.Double(x, box.getCenterY() - height / 2, width, height);
  }
}
