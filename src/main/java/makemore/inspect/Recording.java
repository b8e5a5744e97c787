package makemore.inspect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import makemore.nn.Network;
import tech.tablesaw.api.Table;

/** What was recorded of a run: its tables, to which rows can be added. */
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

  /**
   * Records a table, and that of its histograms, of what a network holds of its latest pass.
   *
   * @param network after a forward pass, for gradients also a backward pass, whose arrays are open
   */
  public static Recording of(Network network, RecordedTable table) {
    Recording recording = new Recording();
    Snapshot pass = new Snapshot(network, Double.NaN, Double.NaN, Map.of());
    recording.add(table, 0, pass);
    recording.add(table.histograms(), 0, pass);
    return recording;
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

  /** Adds the rows of a step. A {@link Double} is rounded to float32; null is a missing number. */
  void add(RecordedTable to, int step, Snapshot pass) {
    Table table = table(to);
    for (Object[] row : to.rows(pass)) {
      table.intColumn("step").append(step);
      for (int i = 0; i < row.length; i++) {
        Object value = row[i] instanceof Double number ? number.floatValue() : row[i];
        table.column(i + 1).appendObj(value);
      }
    }
  }
}
