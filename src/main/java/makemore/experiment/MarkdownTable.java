package makemore.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Writes a table in Markdown, its columns padded, so that it reads as well on a terminal. */
final class MarkdownTable {

  private MarkdownTable() {}

  /** A table's lines, the last one ended too. */
  static String of(Table table) {
    List<List<String>> columns = table.columns().stream().map(MarkdownTable::cells).toList();
    String border =
        columns.stream()
            .map(cells -> "-".repeat(cells.get(0).length() + 2))
            .collect(Collectors.joining("|", "|", "|\n"));
    return IntStream.rangeClosed(1, table.rowCount())
        .mapToObj(row -> line(columns, row))
        .collect(Collectors.joining("", line(columns, 0) + border, ""));
  }

  /** A column's name and its cells, all padded to the same width. */
  private static List<String> cells(Column<?> column) {
    List<String> cells = new ArrayList<>(List.of(column.name()));
    for (int i = 0; i < column.size(); i++) {
      cells.add(column.getString(i).replace("|", "\\|"));
    }
    int width = cells.stream().mapToInt(String::length).max().orElseThrow();
    return cells.stream().map(cell -> String.format("%-" + width + "s", cell)).toList();
  }

  private static String line(List<List<String>> columns, int row) {
    return columns.stream()
        .map(cells -> cells.get(row))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
