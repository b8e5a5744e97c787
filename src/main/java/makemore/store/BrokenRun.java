package makemore.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import makemore.train.Configuration;
import tech.tablesaw.api.Table;

/**
 * What is kept of a run of an experiment whose loss became NaN or infinite; the file {@code
 * broken.json} of its run folder.
 */
public record BrokenRun(Configuration configuration, String dataSha256, String message) {

  private static final String FILE = "broken.json";

  /** Writes it into a run folder, with what was recorded, tables that are named as their files. */
  public void write(RunFolder folder, List<Table> tables) throws IOException {
    Csv.write(folder.path(), tables);
    Json.write(folder.path().resolve(FILE), this);
  }

  /**
   * Reads it, if the run is broken.
   *
   * @throws makemore.text.InvalidInputException if it is damaged
   */
  public static Optional<BrokenRun> read(RunFolder folder) {
    Path file = folder.path().resolve(FILE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, BrokenRun.class, RunFolder.ADVICE))
        : Optional.empty();
  }
}
