package makemore.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where labels can stand so that they cover neither each other nor a point. */
final class LabelPlaces {

  private static final double DOT = 5;
  private static final int NEAREST = 12;
  private static final int STEP = 6;
  private static final int RINGS = 48;
  private static final int DIRECTIONS = 24;

  private final Rectangle2D area;
  private final List<Rectangle2D> dots;
  private final List<Rectangle2D> taken = new ArrayList<>();

  private LabelPlaces(Rectangle2D area, List<Rectangle2D> dots) {
    this.area = area;
    this.dots = dots;
  }

  /**
   * Finds each label the place nearest to its point, the first ones first.
   *
   * @param centred the labels' boxes, each in the middle of its point
   * @return the boxes where they can be; none where there is no room
   */
  static List<Optional<Rectangle2D>> of(List<Rectangle2D> centred, Rectangle2D area) {
    List<Rectangle2D> dots =
        centred.stream().map(box -> around(box.getCenterX(), box.getCenterY(), DOT, DOT)).toList();
    return centred.stream().map(new LabelPlaces(area, dots)::place).toList();
  }

  static Rectangle2D around(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
  }

  private Optional<Rectangle2D> place(Rectangle2D box) {
    // At the point itself, its own dot is not drawn.
    Stream<Rectangle2D> here = Stream.of(box).filter(centred -> covered(centred) == 1);
    Stream<Rectangle2D> beside =
        IntStream.range(0, RINGS * DIRECTIONS)
            .mapToObj(i -> moved(box, NEAREST + STEP * (i / DIRECTIONS), i % DIRECTIONS))
            .filter(moved -> covered(moved) == 0);
    Optional<Rectangle2D> found = Stream.concat(here, beside).filter(this::isFree).findFirst();
    found.ifPresent(taken::add);
    return found;
  }

  private static Rectangle2D moved(Rectangle2D box, int distance, int direction) {
    double angle = 2 * Math.PI * direction / DIRECTIONS;
    double x = box.getCenterX() + (distance + box.getWidth() / 2) * Math.cos(angle);
    double y = box.getCenterY() + distance * Math.sin(angle);
    return around(x, y, box.getWidth(), box.getHeight());
  }

  private long covered(Rectangle2D box) {
    return dots.stream().filter(box::intersects).count();
  }

  private boolean isFree(Rectangle2D box) {
    return area.contains(box) && taken.stream().noneMatch(box::intersects);
  }
}
