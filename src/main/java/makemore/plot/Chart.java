package makemore.plot;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A chart, apart from how it is drawn. {@link #builder} makes one.
 *
 * <p>The series of a table are drawn and named in the legend in the order of their first
 * appearance. A number that is missing (NaN) leaves a gap.
 *
 * @param name the name of the chart's file, without an ending: lower-case letters, digits, '_'
 * @param title of the chart
 * @param caption two or three sentences: what is shown and what to look for
 * @param verdicts what the chart's own numbers say
 * @param kind how the numbers are drawn
 * @param xTitle of the horizontal axis, may be empty
 * @param yTitle of the vertical axis, may be empty
 * @param xScale of the horizontal axis
 * @param table the numbers, one row a point, with the columns that the kind names
 * @param colours the number of colours of the curves: the curve after that many has the first
 *     colour again, dashed
 * @param markers reference lines
 * @param bands shaded ranges of the x axis
 * @param frames the same chart at several moments, the last of which has the chart's own table;
 *     empty where there is only one; only curves have them
 */
public record Chart(
    String name,
    String title,
    String caption,
    List<Verdict> verdicts,
    Kind kind,
    String xTitle,
    String yTitle,
    Scale xScale,
    Table table,
    int colours,
    List<Marker> markers,
    List<Band> bands,
    List<Frame> frames) {

  /** How the numbers of a chart are drawn. */
  public enum Kind {
    /**
     * A curve for each series: columns {@code x}, {@code y}, {@code series}, and where the points
     * have error bars {@code error} (y - error to y + error).
     */
    LINES("x", "y", "series"),
    /**
     * A histogram: a curve for each series, filled down to zero; columns as for lines. A point
     * holds from its x to the next point's x, so that the last point is where the last bin ends,
     * and its y is the last bin's.
     */
    STEPS("x", "y", "series"),
    /**
     * A map of cells, from black (0, or the smallest value below it) to white (1, or the largest
     * value above it), y downwards: columns {@code x}, {@code y} (whole numbers from 0), {@code
     * value}.
     */
    CELLS("x", "y", "value"),
    /** Texts at points: columns {@code x}, {@code y}, {@code label}. */
    LABELS("x", "y", "label");

    private final List<String> columns;

    Kind(String... columns) {
      this.columns = List.of(columns);
    }

    /**
     * The columns that a table of this kind must have.
     *
     * @return their names
     */
    public List<String> columns() {
      return columns;
    }

    boolean hasCurves() {
      return this == LINES || this == STEPS;
    }
  }

  /** What the horizontal axis measures. */
  public enum Scale {
    /** Numbers, evenly spaced. */
    LINEAR,
    /** Positive numbers, their logarithms evenly spaced. */
    LOG,
    /** Words, in the order of first appearance: column x is a column of text. */
    CATEGORY
  }

  /**
   * Begins a chart.
   *
   * @param kind how the numbers are drawn
   * @param name the name of the chart's file, without an ending
   * @param title of the chart
   * @return its builder
   */
  public static ChartBuilder builder(Kind kind, String name, String title) {
    return new ChartBuilder(kind, name, title);
  }
}
