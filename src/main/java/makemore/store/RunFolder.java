package makemore.store;

import ai.djl.Model;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import tech.tablesaw.api.Table;

/**
 * The folder that holds all of a run: its summary, its tables, its model, a copy of its data, and
 * perhaps its pictures. {@link Summary#FILE} is written last, so that a run with it is complete; an
 * earlier run in the same folder stays untouched until then.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {

  /** The name under which DJL saves the model. */
  public static final String MODEL = "makemore";

  private static final String DATA = "data.txt";
  private static final String BROKEN = "broken.json";

  /**
   * What is kept of a run of an experiment whose loss became NaN or infinite.
   *
   * @param configuration all that decided the run's numbers, the data apart
   * @param dataSha256 the SHA-256 of the data
   * @param message what went wrong
   */
  public record Broken(Configuration configuration, String dataSha256, String message) {}

  /** Where the run's pictures are, where nothing else is asked for. */
  public Path plots() {
    return path.resolve("plots");
  }

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

  /** Whether there is nothing but hidden files, such as those of a process that was killed. */
  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.getFileName().toString().startsWith("."));
    }
  }

  /** Makes the folder empty, whatever is in it. */
  public void clear() throws IOException {
    Utils.deleteQuietly(path);
    Files.createDirectories(path);
  }

  /**
   * Writes a run, and deletes the pictures of an earlier one.
   *
   * @param model its model, whose block is the network
   * @param tables what was recorded, each named as its file
   * @throws IOException if a file cannot be written; an earlier run is then untouched or lacks its
   *     summary
   */
  public void write(Summary summary, Model model, WordFile data, List<Table> tables)
      throws IOException {
    try (WholeFiles files = new WholeFiles(path)) {
      new ModelFolder(files.incoming().resolve("model")).write(model);
      Files.write(files.incoming().resolve(DATA), data.bytes());
      for (Table table : tables) {
        Csv.write(files.incoming(), table);
      }
      Json.write(files.incoming().resolve(Summary.FILE), summary);
      Files.deleteIfExists(path.resolve(Summary.FILE));
      Utils.deleteQuietly(plots());
      files.moveIntoPlace(Summary.FILE);
    }
  }

  /**
   * Writes what was recorded of a run that has no network to keep.
   *
   * @param tables what was recorded, each named as its file
   * @throws IOException if a file cannot be written
   */
  public void writeBroken(Broken broken, List<Table> tables) throws IOException {
    for (Table table : tables) {
      Csv.write(path, table);
    }
    Json.write(path.resolve(BROKEN), broken);
  }

  /**
   * What is kept of a broken run, if the run is broken.
   *
   * @throws InvalidInputException if it is damaged
   */
  public Optional<Broken> broken() {
    Path file = path.resolve(BROKEN);
    return Files.exists(file)
        ? Optional.of(Json.read(file, Broken.class, "train the run again"))
        : Optional.empty();
  }

  /**
   * Reads the summary.
   *
   * @throws InvalidInputException if there is no run folder, or it is damaged
   */
  public Summary summary() {
    Path file = path.resolve(Summary.FILE);
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException(path + ": no such run folder");
    }
    if (!Files.exists(file)) {
      throw damaged(file, "there is no such file", null);
    }
    Summary summary = Json.read(file, Summary.class, "train the run again");
    if (!Vocabulary.isVocabulary(summary.data().vocabulary())) {
      throw damaged(file, "its vocabulary is not in order", null);
    }
    try {
      summary.configuration().check(name -> name);
    } catch (InvalidInputException e) {
      throw damaged(file, e.getMessage(), e);
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
    Summary summary = summary();
    int characters = Vocabulary.parse(summary.data().vocabulary()).size();
    return new ModelFolder(path.resolve("model"))
        .read(summary.configuration().architecture().network(characters));
  }

  /**
   * Reads the data that the run learned from.
   *
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
   * @throws InvalidInputException if the file is missing or damaged
   */
  public Table table(Table like) {
    return Csv.read(path, like);
  }

  static InvalidInputException damaged(Path file, String why, Throwable cause) {
    return Json.damaged(file, why, "train the run again", cause);
  }
}
