package makemore.inspect;

import tech.tablesaw.api.Table;

/** Appends rows to tables whose columns are whole numbers, float32 numbers and text. */
final class Rows {

  private Rows() {}

  /**
   * Appends a row.
   *
   * @param table where to
   * @param values one for each column: Integer, Number or text, as the column's type is
   */
  static void append(Table table, Object... values) {
    for (int i = 0; i < values.length; i++) {
      switch (table.column(i).type().name()) {
        case "INTEGER" -> table.intColumn(i).append((Integer) values[i]);
        case "FLOAT" -> table.floatColumn(i).append(((Number) values[i]).floatValue());
        default -> table.stringColumn(i).append((String) values[i]);
      }
    }
  }

  /** Appends a row for each bin, or none if the values have no finite range. */
  static void appendHistogram(Table table, int step, int index, float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += Math.abs(value);
    }
    if (Float.isFinite(sum)) {
      Histogram histogram = Histogram.of(values, Recorder.BINS);
      for (int i = 0; i < Recorder.BINS; i++) {
        append(table, step, index, histogram.edges()[i], histogram.density()[i]);
      }
    }
  }
}
