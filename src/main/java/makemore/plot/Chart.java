package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A chart, apart from how it is drawn.
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
 * @param markers reference lines
 * @param bands shaded ranges of the x axis
 * @param frames the same chart at several moments, the last of which has the chart's own table;
 *     empty where there is only one
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
     * A map of cells, from black (the smallest value) to white (the largest), y downwards: columns
     * {@code x}, {@code y} (whole numbers from 0), {@code value}.
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
   * Creates a chart; most are better made with {@link #builder}.
   *
   * @throws IllegalArgumentException if the name is no file name, a table lacks a column, or the
   *     last frame's table is not the chart's own
   */
  public Chart {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("no name for a chart's file: '" + name + "'");
    }
    verdicts = List.copyOf(verdicts);
    markers = List.copyOf(markers);
    bands = List.copyOf(bands);
    frames = List.copyOf(frames);
    requireColumns(name, kind, table);
    frames.forEach(frame -> requireColumns(name, kind, frame.table()));
    if (!frames.isEmpty() && frames.get(frames.size() - 1).table() != table) {
      throw new IllegalArgumentException(
          "the table of chart " + name + " is not that of its last frame");
    }
  }

  private static void requireColumns(String name, Kind kind, Table table) {
    if (!table.columnNames().containsAll(kind.columns())) {
      throw new IllegalArgumentException(
          "chart %s of kind %s needs the columns %s, but its table has %s"
              .formatted(name, kind, kind.columns(), table.columnNames()));
    }
  }

  /**
   * Begins a chart.
   *
   * @param kind how the numbers are drawn
   * @param name the name of the chart's file, without an ending
   * @param title of the chart
   * @return its builder
   */
  public static Builder builder(Kind kind, String name, String title) {
    return new Builder(kind, name, title);
  }

  /** Makes a chart, part by part. */
  public static final class Builder {

    private final Kind kind;
    private final String name;
    private final String title;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Marker> markers = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    private List<Frame> frames = List.of();
    private String caption = "";
    private String xTitle = "";
    private String yTitle = "";
    private Scale xScale = Scale.LINEAR;
    private Table table;

    private Builder(Kind kind, String name, String title) {
      this.kind = kind;
      this.name = name;
      this.title = title;
    }

    /**
     * Sets what to look for.
     *
     * @param caption two or three sentences
     * @return this
     */
    public Builder caption(String caption) {
      this.caption = caption;
      return this;
    }

    /**
     * Sets the titles of the axes.
     *
     * @param xTitle of the horizontal axis
     * @param yTitle of the vertical axis
     * @return this
     */
    public Builder axes(String xTitle, String yTitle) {
      this.xTitle = xTitle;
      this.yTitle = yTitle;
      return this;
    }

    /**
     * Sets what the horizontal axis measures; numbers, evenly spaced, where this is not called.
     *
     * @param xScale its scale
     * @return this
     */
    public Builder xScale(Scale xScale) {
      this.xScale = xScale;
      return this;
    }

    /**
     * Sets the numbers.
     *
     * @param table with the columns of the chart's kind
     * @return this
     */
    public Builder table(Table table) {
      this.table = table;
      return this;
    }

    /**
     * Sets the numbers at several moments; those of the last are the chart's own.
     *
     * @param frames the moments, at least one
     * @return this
     */
    public Builder frames(List<Frame> frames) {
      this.frames = frames;
      this.table = frames.get(frames.size() - 1).table();
      return this;
    }

    /**
     * Adds what the chart's numbers say.
     *
     * @param grade how good it is
     * @param text the sentence
     * @return this
     */
    public Builder verdict(Verdict.Grade grade, String text) {
      verdicts.add(new Verdict(grade, text));
      return this;
    }

    /**
     * Adds what the chart's numbers say.
     *
     * @param more the verdicts
     * @return this
     */
    public Builder verdicts(List<Verdict> more) {
      verdicts.addAll(more);
      return this;
    }

    /**
     * Adds a reference line.
     *
     * @param marker the line
     * @return this
     */
    public Builder marker(Marker marker) {
      markers.add(marker);
      return this;
    }

    /**
     * Adds a shaded range.
     *
     * @param band the range
     * @return this
     */
    public Builder band(Band band) {
      bands.add(band);
      return this;
    }

    /**
     * Makes the chart.
     *
     * @return the chart
     * @throws IllegalArgumentException if the name is no file name or a table lacks a column
     * @throws NullPointerException if there is no table
     */
    public Chart build() {
      return new Chart(
          name, title, caption, verdicts, kind, xTitle, yTitle, xScale, table, markers, bands,
          frames);
    }
  }
}
