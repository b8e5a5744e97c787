package makemore.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.input.InvalidInputException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Tables as CSV, numbers at full precision. */
final class Csv {

  private Csv() {}

  static byte[] bytes(Table table) {
    // Writing to the file itself, the library would hide why that failed.
    return table.write().toString("csv").getBytes(StandardCharsets.UTF_8);
  }

  /** Writes tables into a folder, each named as its file. */
  static void write(Path folder, List<Table> tables) throws IOException {
    for (Table table : tables) {
      Files.write(folder.resolve(table.name() + ".csv"), bytes(table));
    }
  }

  /** Reads the table with another's name and columns; refuses a file that is missing or damaged. */
  static Table read(Path folder, Table like) {
    Path file = folder.resolve(like.name() + ".csv");
    try {
      CsvReadOptions.Builder options = CsvReadOptions.builderFromString(Files.readString(file));
      options.tableName(like.name()).columnTypes(like.types().toArray(ColumnType[]::new));
      Table table = Table.read().usingOptions(options);
      if (!table.columnNames().equals(like.columnNames())) {
        String expected = String.join(",", like.columnNames());
        throw new InvalidInputException("its columns are not " + expected);
      }
      return table;
    } catch (IOException | RuntimeException e) {
      throw RunFolder.damaged(file, e);
    }
  }
}
