package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/** Makes a chart, part by part. */
public final class ChartBuilder {

  private final Chart.Kind kind;
  private final String name;
  private final String title;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Marker> markers = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private List<Frame> frames = List.of();
  private String caption = "";
  private String xTitle = "";
  private String yTitle = "";
  private Chart.Scale xScale = Chart.Scale.LINEAR;
  private Table table;
  private int colours = Palette.SIZE;

  ChartBuilder(Chart.Kind kind, String name, String title) {
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
  public ChartBuilder caption(String caption) {
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
  public ChartBuilder axes(String xTitle, String yTitle) {
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
  public ChartBuilder xScale(Chart.Scale xScale) {
    this.xScale = xScale;
    return this;
  }

  /**
   * Sets the numbers.
   *
   * @param table with the columns of the chart's kind
   * @return this
   */
  public ChartBuilder table(Table table) {
    this.table = table;
    return this;
  }

  /**
   * Sets the numbers at several moments; those of the last are the chart's own.
   *
   * @param frames the moments, at least one
   * @return this
   */
  public ChartBuilder frames(List<Frame> frames) {
    this.frames = List.copyOf(frames);
    this.table = frames.get(frames.size() - 1).table();
    return this;
  }

  /**
   * Sets the number of colours, so that curves that belong together share one; 8 where this is not
   * called.
   *
   * @param colours from 1 to 8: the curve after that many has the first colour again, dashed
   * @return this
   */
  public ChartBuilder colours(int colours) {
    this.colours = colours;
    return this;
  }

  /**
   * Adds what the chart's numbers say.
   *
   * @param grade how good it is
   * @param text the sentence
   * @return this
   */
  public ChartBuilder verdict(Verdict.Grade grade, String text) {
    verdicts.add(new Verdict(grade, text));
    return this;
  }

  /**
   * Adds what the chart's numbers say.
   *
   * @param more the verdicts
   * @return this
   */
  public ChartBuilder verdicts(List<Verdict> more) {
    verdicts.addAll(more);
    return this;
  }

  /**
   * Adds a reference line.
   *
   * @param marker the line
   * @return this
   */
  public ChartBuilder marker(Marker marker) {
    markers.add(marker);
    return this;
  }

  /**
   * Adds a shaded range.
   *
   * @param band the range
   * @return this
   */
  public ChartBuilder band(Band band) {
    bands.add(band);
    return this;
  }

  /**
   * Makes the chart.
   *
   * @return the chart
   * @throws IllegalArgumentException if the name is no file name, a table is missing or lacks a
   *     column of the chart's kind, or there are not so many colours
   */
  public Chart build() {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("no name for a chart's file: '" + name + "'");
    }
    if (colours < 1 || colours > Palette.SIZE) {
      throw new IllegalArgumentException(
          "chart " + name + " has " + colours + " colours, expected 1 to " + Palette.SIZE);
    }
    if (table == null) {
      throw new IllegalArgumentException("chart " + name + " has no table");
    }
    requireColumns(table);
    frames.forEach(frame -> requireColumns(frame.table()));
    return new Chart(
        name,
        title,
        caption,
        List.copyOf(verdicts),
        kind,
        xTitle,
        yTitle,
        xScale,
        table,
        colours,
        List.copyOf(markers),
        List.copyOf(bands),
        frames);
  }

  private void requireColumns(Table numbers) {
    if (!numbers.columnNames().containsAll(kind.columns())) {
      throw new IllegalArgumentException(
          "chart %s of kind %s needs the columns %s, but its table has %s"
              .formatted(name, kind, kind.columns(), numbers.columnNames()));
    }
  }
}
