package makemore.plot;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.ResourceBundle;
import makemore.inspect.Finding.Grade;
import tech.tablesaw.api.Table;

/**
 * A chart, independent of how it is drawn.
 *
 * <p>The series of a table are drawn in the order of their first appearance. A number that is
 * missing (NaN) leaves a gap.
 *
 * @param name of the chart's file, without an ending: lower-case letters, digits, '_'
 * @param frames the numbers, at one step or at several; images show the last
 * @param colours the number of colours of the curves, from 1 to 8: the curve after that many has
 *     the first colour again, dashed
 * @param darkest the value of a heat map with the first colour, and of all below; NaN: the smallest
 * @param brightest the same of the last colour
 * @param caption two sentences: what is shown and what to look for
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = false)
public record Chart(
    Kind kind,
    String name,
    String title,
    String xTitle,
    Scale xScale,
    String yTitle,
    Scale yScale,
    List<Frame> frames,
    int colours,
    List<Marker> markers,
    double darkest,
    double brightest,
    String caption,
    List<Verdict> verdicts)
    implements ChartBuilder.With {

  /** The captions of this project's charts, by their names. */
  private static final ResourceBundle CAPTIONS = ResourceBundle.getBundle("makemore.plot.captions");

  /** How the numbers of a chart are drawn. */
  public enum Kind {
    /**
     * A curve for each series: columns {@code x}, {@code y}, {@code series}, and where the points
     * have error bars {@code error} (y - error to y + error). Columns {@code low} and {@code high},
     * if the table has them, are the edges of a pale band behind the curve.
     */
    LINES,
    /**
     * A curve of steps for each series, filled down to zero; columns as for lines. A point holds
     * from its x to the next point's: the last is where the last bin ends, with that bin's y.
     */
    HISTOGRAM,
    /**
     * A map of cells, from black (0) to white (1), y downwards: columns {@code x}, {@code y} (whole
     * numbers from 0), {@code value}.
     */
    CELLS,
    /**
     * A map of coloured cells, from the smallest value to the largest, with a scale of colours
     * beside: columns {@code x} (words, such as "1,000"), {@code y} (whole numbers, downwards),
     * {@code value}, a missing one grey, and perhaps {@code row}, the words of y. The table's name,
     * if any, is that of the scale.
     */
    HEAT_MAP,
    /**
     * Texts at points: columns {@code x}, {@code y}, {@code label}. Of more than 150 points only
     * the first 50 have their text, their {@link #labels}; the others are dots.
     */
    LABELS;

    boolean isMap() {
      return this == CELLS || this == HEAT_MAP;
    }
  }

  /** What an axis measures. */
  public enum Scale {
    LINEAR,
    /** Positive numbers, their logarithms evenly spaced. */
    LOG,
    /** Words, in the order of first appearance: column x is a column of text. */
    CATEGORY;

    private static final double LARGE_RANGE = 8;

    /** Chooses LOG if the largest number would flatten all others. */
    public static Scale fitting(double smallest, double largest) {
      return smallest > 0 && largest / smallest > LARGE_RANGE ? LOG : LINEAR;
    }
  }

  /** The numbers of a chart at one step. */
  public record Frame(String label, Table table) {}

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

  /** Says what the numbers of a chart mean, in one sentence of plain text. */
  public record Verdict(Grade grade, String text) {}

  public Chart {
    frames = List.copyOf(frames);
    markers = List.copyOf(markers);
    verdicts = List.copyOf(verdicts);
  }

  public static Chart of(Kind kind, String name, String title, Table table) {
    return of(kind, name, title, List.of(new Frame("", table)));
  }

  public static Chart of(Kind kind, String name, String title, List<Frame> frames) {
    Scale x = kind == Kind.HEAT_MAP ? Scale.CATEGORY : Scale.LINEAR;
    return new Chart(
        kind,
        name,
        title,
        "",
        x,
        "",
        Scale.LINEAR,
        frames,
        Palette.SIZE,
        List.of(),
        Double.NaN,
        Double.NaN,
        "",
        List.of());
  }

  /** Adds the caption that the chart's name has in {@code captions.properties}. */
  public Chart captioned() {
    return withCaption(CAPTIONS.getString(name));
  }

  /** Gives the numbers of the last frame. */
  public Table table() {
    return frames.get(frames.size() - 1).table;
  }

  /** Whether it stands beside the chart after it, with the same axes and no words of its own. */
  public boolean isBeside() {
    return name.endsWith(HtmlPage.START) || name.endsWith(HtmlPage.COUNTED);
  }

  /** The texts that are beside their points. */
  List<String> labels() {
    List<String> all = table().stringColumn("label").asList();
    return all.subList(0, labelled(all.size()));
  }

  /** The number of points, of so many, that have room for their text. */
  static int labelled(int points) {
    return points > 150 ? 50 : points;
  }

  /** Names the axes. */
  public Chart axes(String xTitle, String yTitle) {
    return withXTitle(xTitle).withYTitle(yTitle);
  }
}
