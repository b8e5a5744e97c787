package makemore.plot;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The points of a chart's curves, collected one by one. */
public final class Points {

  private final Table table;

  /** Collects points over numbers. A chart says which more columns they can have, beside y. */
  public Points(String... more) {
    this(ColumnType.DOUBLE, more);
  }

  /** Collects points over numbers or, if x is a string, over words. */
  public Points(ColumnType x, String... more) {
    table = Table.create(x.create("x"), DoubleColumn.create("y"), StringColumn.create("series"));
    for (String column : more) {
      table.addColumns(DoubleColumn.create(column));
    }
  }

  /** Adds a point over a number or a word; further columns without a number here miss one. */
  public void add(Object x, double y, String series, double... more) {
    table.column("x").appendObj(x instanceof Number number ? number.doubleValue() : x);
    table.doubleColumn("y").append(y);
    table.stringColumn("series").append(series);
    for (int i = 3; i < table.columnCount(); i++) {
      table.doubleColumn(i).append(i - 3 < more.length ? more[i - 3] : Double.NaN);
    }
  }

  public Table table() {
    return table;
  }
}
