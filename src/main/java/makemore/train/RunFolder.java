package makemore.train;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
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
  private static final String NETWORK = "network.json";
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .create();

  /**
   * What is needed, besides the parameters, to load a model; the file {@code model/network.json}.
   *
   * @param architecture what the network is made of
   * @param vocabulary the characters in their order
   * @param sha256 the SHA-256 of the file of the parameters
   */
  private record NetworkFile(Architecture architecture, String vocabulary, String sha256) {}

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
    Path incoming = Files.createTempDirectory(path, ".incoming");
    try {
      model.setProperty("Epoch", "0");
      model.save(incoming.resolve("model"), MODEL);
      writeJson(
          incoming.resolve("model").resolve(NETWORK),
          new NetworkFile(
              summary.configuration().architecture(),
              summary.data().vocabulary(),
              WordFile.sha256(Files.readAllBytes(parameters(incoming)))));
      Files.write(incoming.resolve(DATA), data.bytes());
      writeTables(incoming, tables);
      writeJson(incoming.resolve(Summary.FILE), summary);
      moveIntoPlace(incoming);
    } finally {
      delete(incoming);
    }
  }

  /**
   * Writes what was recorded of a run that has no network to keep, since training diverged.
   *
   * @param tables what was recorded, each named as its file
   */
  public void writeDiverged(List<Table> tables) {
    writeTables(path, tables);
  }

  private static void writeTables(Path folder, List<Table> tables) {
    for (Table table : tables) {
      table.write().csv(folder.resolve(table.name() + ".csv").toFile());
    }
  }

  private void moveIntoPlace(Path incoming) throws IOException {
    Files.deleteIfExists(path.resolve(Summary.FILE));
    delete(path.resolve("model"));
    try (Stream<Path> files = Files.list(incoming)) {
      Comparator<Path> summaryLast =
          Comparator.comparing(file -> file.endsWith(Summary.FILE) ? 1 : 0);
      for (Path file : files.sorted(summaryLast).toList()) {
        Files.move(file, path.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void writeJson(Path file, Object value) throws IOException {
    Files.writeString(file, GSON.toJson(value) + "\n");
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
    Summary summary = readJson(path.resolve(Summary.FILE), Summary.class);
    if (!summary.isComplete()) {
      throw damaged(path.resolve(Summary.FILE), "something is missing or wrong in it", null);
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
    NetworkFile file = readJson(path.resolve("model").resolve(NETWORK), NetworkFile.class);
    Path parameters = parameters(path);
    Model model = Model.newInstance(MODEL);
    try {
      if (!WordFile.sha256(Files.readAllBytes(parameters)).equals(file.sha256())) {
        throw damaged(parameters, "its SHA-256 is not the one in " + NETWORK, null);
      }
      Network network = file.architecture().network(Vocabulary.parse(file.vocabulary()).size());
      List<Shape> shapes = shapes(network);
      model.setBlock(network);
      model.load(path.resolve("model"), MODEL);
      // DJL takes whatever shapes the file has.
      if (!shapes(network).equals(shapes)) {
        throw damaged(parameters, "its parameters are not those of " + NETWORK, null);
      }
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e instanceof InvalidInputException invalid
          ? invalid
          : damaged(parameters, e.toString(), e);
    }
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
      throw damaged(file, "its SHA-256 is not the one in " + Summary.FILE, null);
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
      throw damaged(file, e.toString(), e);
    }
    throw damaged(file, "its columns are not " + String.join(",", like.columnNames()), null);
  }

  private static List<Shape> shapes(Network network) {
    return network.getParameters().values().stream().map(Parameter::getShape).toList();
  }

  private static Path parameters(Path folder) {
    return folder.resolve("model").resolve(MODEL + "-0000.params");
  }

  private static <T> T readJson(Path file, Class<T> type) {
    try {
      T value = GSON.fromJson(Files.readString(file), type);
      if (value == null) {
        throw damaged(file, "it is empty", null);
      }
      return value;
    } catch (IOException | JsonParseException e) {
      throw damaged(file, e.toString(), e);
    }
  }

  private static InvalidInputException damaged(Path file, String why, Throwable cause) {
    String reason = why.lines().findFirst().orElse("");
    return new InvalidInputException(
        file + ": missing or damaged (" + reason + "); train the run again", cause);
  }
}
