package makemore.plot;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where labels can stand so that they cover neither each other nor a point. */
final class LabelPlaces {

  private static final double DOT = 5;
  private static final int NEAREST = 12;
  private static final int FARTHEST = 300;
  private static final int STEP = 6;
  private static final int DIRECTIONS = 24;

  private final Rectangle2D area;
  private final List<Rectangle2D> dots = new ArrayList<>();
  private final List<Rectangle2D> taken = new ArrayList<>();

  private LabelPlaces(Rectangle2D area) {
    this.area = area;
  }

  /**
   * Finds each label the place nearest to its point, the first ones first.
   *
   * @param centred the labels' boxes, each in the middle of its point
   * @return the boxes where they can be; none where there is no room
   */
  static List<Optional<Rectangle2D>> of(List<Rectangle2D> centred, Rectangle2D area) {
    LabelPlaces places = new LabelPlaces(area);
    centred.forEach(box -> places.dots.add(around(box.getCenterX(), box.getCenterY(), DOT, DOT)));
    return centred.stream().map(places::place).toList();
  }

  static Rectangle2D around(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
  }

  private Optional<Rectangle2D> place(Rectangle2D box) {
    // At the point itself, its own dot is not drawn.
    boolean alone = dots.stream().filter(dot -> dot.intersects(box)).count() == 1;
    if (alone && isFree(box)) {
      return taken(box);
    }
    for (int distance = NEAREST; distance < FARTHEST; distance += STEP) {
      for (int i = 0; i < DIRECTIONS; i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double x = box.getCenterX() + (distance + box.getWidth() / 2) * Math.cos(angle);
        double y = box.getCenterY() + distance * Math.sin(angle);
        Rectangle2D moved = around(x, y, box.getWidth(), box.getHeight());
        if (isFree(moved) && dots.stream().noneMatch(moved::intersects)) {
          return taken(moved);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFree(Rectangle2D box) {
    return area.contains(box) && taken.stream().noneMatch(box::intersects);
  }

  private Optional<Rectangle2D> taken(Rectangle2D box) {
    taken.add(box);
    return Optional.of(box);
  }
}
