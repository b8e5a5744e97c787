package makemore.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
import makemore.train.Configuration;

/**
 * What is kept of a run whose loss became NaN or infinite; the file {@code broken.json} of its run
 * folder.
 */
public record BrokenRun(Configuration configuration, Summary.Data data, String message) {

  static final String FILE = "broken.json";

  /**
   * Reads it, if the latest run in a folder diverged.
   *
   * @throws InvalidInputException if it is damaged
   */
  public static Optional<BrokenRun> read(RunFolder folder) {
    Path file = folder.diverged().path().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    BrokenRun broken = Json.read(file, BrokenRun.class, RunFolder.ADVICE);
    try {
      broken.configuration.check(name -> name);
    } catch (InvalidInputException e) {
      throw RunFolder.damaged(file, e.getMessage());
    }
    if (!Vocabulary.isVocabulary(broken.data.vocabulary())) {
      throw RunFolder.damaged(file, "its vocabulary is not in order");
    }
    return Optional.of(broken);
  }
}
