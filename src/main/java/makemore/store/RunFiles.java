package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.input.InvalidInputException;
import makemore.text.WordFile;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The files of a run: its summary and data; its tables as CSV, numbers at full precision; in {@code
 * model} the parameters and running statistics, as DJL saves them; and in {@code SHA256SUMS} a sum
 * for each of these, in the form of {@code sha256sum}, which can check it, too.
 */
record RunFiles(Path folder) {

  static final String DATA = "data.txt";
  private static final String SUMS = "SHA256SUMS";
  private static final String MODEL = "model";

  /** More than DJL writes beside the values of all the parameters. */
  private static final int LONGEST_DESCRIPTION = 1_000_000;

  void write(Summary summary, Model model, WordFile data, List<Table> tables) throws IOException {
    // DJL would otherwise number the file after those that are there.
    model.setProperty("Epoch", "0");
    model.save(folder.resolve(MODEL), RunFolder.MODEL);
    Files.write(folder.resolve(DATA), data.bytes());
    write(tables);
    Files.writeString(folder.resolve(Summary.FILE), Json.text(summary) + "\n");
    writeSums();
  }

  /** Writes tables, each named as its file. */
  void write(List<Table> tables) throws IOException {
    for (Table table : tables) {
      Files.write(folder.resolve(table.name() + ".csv"), csv(table));
    }
  }

  static byte[] csv(Table table) {
    // Writing to the file itself, the library would hide why that failed.
    return table.write().toString("csv").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the table with another's name and columns; refuses a file that is missing or damaged. */
  Table table(Table like) {
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

  /** Gives a model's network the saved values; refuses a file that is missing or damaged. */
  void load(Model model) {
    Path file = folder.resolve(MODEL).resolve(RunFolder.MODEL + "-0000.params");
    List<Parameter> parameters = model.getBlock().getParameters().values();
    long values = parameters.stream().mapToLong(p -> p.getShape().size() * Float.BYTES).sum();
    // What the file leaves out must not stay as it was.
    parameters.forEach(Parameter::close);
    try {
      if (Files.size(file) < values || Files.size(file) > values + LONGEST_DESCRIPTION) {
        throw new InvalidInputException("its size is not that of the network in " + Summary.FILE);
      }
      // By its path DJL would not find it in a checkpoint's archive.
      try (InputStream in = Files.newInputStream(file)) {
        model.load(in);
      }
      if (parameters.stream().anyMatch(p -> p.getArray().getDataType() != DataType.FLOAT32)) {
        throw new InvalidInputException("its parameters are not those of " + Summary.FILE);
      }
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw RunFolder.damaged(file, e);
    } catch (OutOfMemoryError e) {
      // DJL believes whatever lengths a file has.
      throw RunFolder.damaged(file, new InvalidInputException("its lengths are wrong"));
    }
  }

  void writeSums() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : AtomicFiles.in(folder).stream().sorted().toList()) {
      lines.add(sum(file) + "  " + AtomicFiles.name(folder, file));
    }
    Files.writeString(folder.resolve(SUMS), String.join("\n", lines) + "\n");
  }

  /** Throws an {@link InvalidInputException} if a file or the sums changed or are missing. */
  void checkSums() {
    List<String> changed = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(folder.resolve(SUMS))) {
        String[] parts = line.split("  ", 2);
        Path file = folder.resolve(parts[parts.length - 1]);
        if (!Files.isRegularFile(file) || !sum(file).equals(parts[0])) {
          changed.add(parts[parts.length - 1]);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw RunFolder.damaged(folder.resolve(SUMS), e);
    }
    if (!changed.isEmpty()) {
      String names = String.join(", ", changed);
      throw new InvalidInputException(
          folder + ": changed since the run was written: " + names + "; " + RunFolder.ADVICE);
    }
  }

  private static String sum(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }
}
