package makemore.inspect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/** What was recorded of a run: its tables, to which rows can be added. */
public final class Recording {

  private final Map<RecordedTable, Table> tables = new EnumMap<>(RecordedTable.class);

  /** Makes a recording in which nothing is recorded yet. */
  public Recording() {
    this(UnaryOperator.identity());
  }

  /**
   * Makes a recording of saved tables.
   *
   * @param saved gives, for an empty table, the saved one of that name and these columns
   */
  public Recording(UnaryOperator<Table> saved) {
    for (RecordedTable table : RecordedTable.values()) {
      tables.put(table, saved.apply(table.empty()));
    }
  }

  /** One of the tables, which grows with the recording. */
  public Table table(RecordedTable table) {
    return tables.get(table);
  }

  /** All tables, each named as its file in the run folder, without the ending. */
  public List<Table> tables() {
    return List.copyOf(tables.values());
  }

  /** Adds a row: whole numbers, numbers that are kept in float32, and text. */
  void add(RecordedTable to, Object... values) {
    Table table = table(to);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Integer whole) {
        table.intColumn(i).append(whole);
      } else if (values[i] instanceof Number number) {
        table.floatColumn(i).append(number.floatValue());
      } else {
        table.stringColumn(i).append((String) values[i]);
      }
    }
  }

  /** Adds a row for each bin, or none if the values have no finite range. */
  void addHistogram(RecordedTable to, int step, int index, float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += Math.abs(value);
    }
    if (Float.isFinite(sum)) {
      Histogram histogram = Histogram.of(values, Recorder.BINS);
      for (int i = 0; i < Recorder.BINS; i++) {
        add(to, step, index, histogram.edges()[i], histogram.density()[i]);
      }
    }
  }
}
