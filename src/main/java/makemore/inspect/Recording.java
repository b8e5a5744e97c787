package makemore.inspect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/** The tables that were recorded of a run, to which rows can be added. */
public final class Recording {

  private final Map<RecordedTable, Table> tables = new EnumMap<>(RecordedTable.class);

  public Recording() {
    this(UnaryOperator.identity());
  }

  /** Reads saved tables: given an empty table, saved returns the one with its name and columns. */
  public Recording(UnaryOperator<Table> saved) {
    for (RecordedTable table : RecordedTable.values()) {
      tables.put(table, saved.apply(table.empty()));
    }
  }

  /** Gives one of the tables, which grows with the recording. */
  public Table table(RecordedTable table) {
    return tables.get(table);
  }

  /** Gives all tables. The name of each is that of its file in the run folder, without ".csv". */
  public List<Table> tables() {
    return List.copyOf(tables.values());
  }

  Table table(RecordedTable table, int step) {
    return table(table).where(table(table).intColumn("step").isEqualTo(step));
  }

  /**
   * Adds a row. The values of an array are those of as many columns. A {@link Double} is rounded to
   * float32; null stands for a missing number.
   */
  void add(RecordedTable to, Object... values) {
    int column = 0;
    for (Object value : values) {
      for (Object part : value instanceof Object[] parts ? parts : new Object[] {value}) {
        Object rounded = part instanceof Double number ? number.floatValue() : part;
        table(to).column(column++).appendObj(rounded);
      }
    }
  }
}
