package makemore.plot;

/**
 * A reference line across a chart, or a shaded range of its x axis.
 *
 * @param axis the axis that is marked: a line across X is vertical, one across Y horizontal
 * @param from where the line or the range begins, in the axis' own units
 * @param to where the range ends; of a line the same as from
 * @param label what is written beside it, plain text, may be empty
 */
public record Marker(Axis axis, double from, double to, String label) {

  public enum Axis {
    X,
    Y
  }

  public static Marker vertical(double x, String label) {
    return new Marker(Axis.X, x, x, label);
  }

  public static Marker horizontal(double y, String label) {
    return new Marker(Axis.Y, y, y, label);
  }

  boolean isRange() {
    return from < to;
  }
}
