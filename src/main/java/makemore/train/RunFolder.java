package makemore.train;

import ai.djl.Model;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.WordFile;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The folder that holds all of a run: its summary, its tables, its model, and a copy of its data.
 *
 * <p>It is written as a whole, after the run: first into a folder inside it, then each file is
 * moved into place, {@link Summary#FILE} last. An earlier run in the same folder stays untouched
 * until then.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {

  /** The name under which DJL saves the model. */
  public static final String MODEL = "makemore";

  private static final String DATA = "data.txt";

  /**
   * Makes the folder, where there is none, and sees that files can be written in it.
   *
   * @throws InvalidInputException if it cannot be written, or holds something that is no run
   */
  public void prepare() {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new InvalidInputException(path + ": is a file; expected a new or a run folder");
    }
    try {
      Files.createDirectories(path);
      if (!Files.exists(path.resolve(Summary.FILE)) && !isEmpty(path)) {
        throw new InvalidInputException(
            path + ": is not empty and not a run folder; expected a new or a run folder");
      }
      Files.delete(Files.createTempFile(path, ".", ".writable"));
    } catch (IOException e) {
      throw new InvalidInputException(path + ": the run folder cannot be written (" + e + ")", e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Writes a run.
   *
   * @param summary what it was and what came of it
   * @param model its model, whose block is the network
   * @param data what it learned from
   * @param tables what was recorded, each named as its file
   * @throws IOException if a file cannot be written; an earlier run is then untouched or lacks its
   *     summary
   */
  public void write(Summary summary, Model model, WordFile data, List<Table> tables)
      throws IOException {
    try (IncomingFolder incoming = new IncomingFolder(path)) {
      new ModelFolder(incoming.path().resolve("model"))
          .write(model, summary.configuration().architecture(), summary.data().vocabulary());
      Files.write(incoming.path().resolve(DATA), data.bytes());
      writeTables(incoming.path(), tables);
      JsonFile.write(incoming.path().resolve(Summary.FILE), summary);
      incoming.moveIntoPlace(Summary.FILE);
    }
  }

  /**
   * Writes what was recorded of a run that has no network to keep, since training diverged.
   *
   * @param tables what was recorded, each named as its file
   * @throws IOException if a file cannot be written
   */
  public void writeDiverged(List<Table> tables) throws IOException {
    writeTables(path, tables);
  }

  private static void writeTables(Path folder, List<Table> tables) throws IOException {
    for (Table table : tables) {
      // Writing to the file itself, the library would hide why that failed.
      StringWriter text = new StringWriter();
      table.write().csv(text);
      Files.writeString(folder.resolve(table.name() + ".csv"), text.toString());
    }
  }

  /**
   * Reads the summary.
   *
   * @return the summary
   * @throws InvalidInputException if there is no run folder, or it is damaged
   */
  public Summary summary() {
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException(
          path + ": no such run folder; make one with: train --run " + path);
    }
    Summary summary = JsonFile.read(path.resolve(Summary.FILE), Summary.class);
    if (!summary.isComplete()) {
      throw DamagedRun.file(
          path.resolve(Summary.FILE), "something is missing or wrong in it", null);
    }
    return summary;
  }

  /**
   * Loads the model.
   *
   * @return the model, whose block is a {@link Network}; to be closed by the caller
   * @throws InvalidInputException if a file is missing or damaged
   */
  public Model model() {
    return new ModelFolder(path.resolve("model")).read();
  }

  /**
   * Reads the data that the run learned from.
   *
   * @param summary the run's summary
   * @return the words
   * @throws InvalidInputException if the copy is missing or damaged
   */
  public WordFile words(Summary summary) {
    Path file = path.resolve(DATA);
    WordFile words = WordFile.read(file);
    if (!words.sha256().equals(summary.data().sha256())) {
      throw DamagedRun.file(file, "its SHA-256 is not the one in " + Summary.FILE, null);
    }
    return words;
  }

  /**
   * Reads a recorded table.
   *
   * @param like a table of the same name and columns
   * @return the table
   * @throws InvalidInputException if the file is missing or damaged
   */
  public Table table(Table like) {
    Path file = path.resolve(like.name() + ".csv");
    try {
      Table table =
          Table.read()
              .usingOptions(
                  CsvReadOptions.builder(file.toFile())
                      .tableName(like.name())
                      .columnTypes(like.types().toArray(ColumnType[]::new)));
      if (table.columnNames().equals(like.columnNames())) {
        return table;
      }
    } catch (RuntimeException e) {
      throw DamagedRun.file(file, e.toString(), e);
    }
    throw DamagedRun.file(
        file, "its columns are not " + String.join(",", like.columnNames()), null);
  }
}
