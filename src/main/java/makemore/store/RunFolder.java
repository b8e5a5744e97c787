package makemore.store;

import ai.djl.Model;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import tech.tablesaw.api.Table;

/**
 * The folder that holds all of a run: its summary, its tables, its model, a copy of its data, and
 * perhaps its pictures. {@link Summary#FILE} is written last, so that a run with it is complete; an
 * earlier run in the same folder stays untouched until then. Where a file that is to be read is
 * missing or damaged, an {@link InvalidInputException} says so.
 */
public record RunFolder(Path path) {

  /** The name under which DJL saves the model. */
  public static final String MODEL = "makemore";

  static final String ADVICE = "train the run again";
  private static final String DATA = "data.txt";

  /** Whether there is such a folder, whatever is in it. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

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
    WholeFiles.checkWritable(path);
    try {
      Files.createDirectories(path);
      if (!Files.exists(path.resolve(Summary.FILE)) && !WholeFiles.isEmpty(path)) {
        throw new InvalidInputException(
            path + ": is not empty and not a run folder; expected a new or a run folder");
      }
    } catch (IOException e) {
      throw WholeFiles.unwritable(path, e);
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
   * @param tables what was recorded, each named as its file
   * @throws IOException if a file cannot be written; an earlier run is then untouched or lacks its
   *     summary
   */
  public void write(Summary summary, Model model, WordFile data, List<Table> tables)
      throws IOException {
    try (WholeFiles files = new WholeFiles(path)) {
      new ModelFolder(files.incoming().resolve("model")).write(model);
      Files.write(files.incoming().resolve(DATA), data.bytes());
      Csv.write(files.incoming(), tables);
      Json.write(files.incoming().resolve(Summary.FILE), summary);
      Files.deleteIfExists(path.resolve(Summary.FILE));
      Utils.deleteQuietly(plots());
      files.moveIntoPlace(Summary.FILE);
    }
  }

  /** Reads the summary. */
  public Summary summary() {
    Path file = path.resolve(Summary.FILE);
    Summary summary = Json.read(file, Summary.class, ADVICE);
    if (!Vocabulary.isVocabulary(summary.data().vocabulary())) {
      throw damaged(file, "its vocabulary is not in order");
    }
    try {
      summary.configuration().check(name -> name);
    } catch (InvalidInputException e) {
      throw damaged(file, e.getMessage());
    }
    return summary;
  }

  /** Loads the model, whose block is a {@link Network}; to be closed by the caller. */
  public Model model(Summary summary) {
    int characters = Vocabulary.parse(summary.data().vocabulary()).size();
    return new ModelFolder(path.resolve("model"))
        .read(summary.configuration().architecture().network(characters));
  }

  /** Reads the data that the run learned from. */
  public WordFile words(Summary summary) {
    Path file = path.resolve(DATA);
    WordFile words = WordFile.read(file);
    if (!words.sha256().equals(summary.data().sha256())) {
      throw damaged(file, "its SHA-256 is not the one in " + Summary.FILE);
    }
    return words;
  }

  /** Reads the recorded table that has the name and the columns of another. */
  public Table table(Table like) {
    return Csv.read(path, like);
  }

  static InvalidInputException damaged(Path file, Exception e) {
    return Json.damaged(file, Json.why(file, e), ADVICE, e);
  }

  static InvalidInputException damaged(Path file, String why) {
    return Json.damaged(file, why, ADVICE, null);
  }
}
