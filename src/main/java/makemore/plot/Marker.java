package makemore.plot;

/**
 * A reference line across a chart.
 *
 * @param axis the axis that the line crosses: X gives a vertical line, Y a horizontal one
 * @param at where it crosses the axis, in the axis' own units
 * @param label what is written beside the line, plain text, may be empty
 */
public record Marker(Axis axis, double at, String label) {

  /** An axis of a chart. */
  public enum Axis {
    /** The horizontal axis. */
    X,
    /** The vertical axis. */
    Y
  }

  /**
   * A vertical line.
   *
   * @param x where it crosses the x axis
   * @param label what is written beside it
   * @return the line
   */
  public static Marker vertical(double x, String label) {
    return new Marker(Axis.X, x, label);
  }

  /**
   * A horizontal line.
   *
   * @param y where it crosses the y axis
   * @param label what is written beside it
   * @return the line
   */
  public static Marker horizontal(double y, String label) {
    return new Marker(Axis.Y, y, label);
  }
}
