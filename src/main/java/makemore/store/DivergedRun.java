package makemore.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import makemore.train.Settings;

/** The record of a run whose loss became NaN or infinite; the file {@code diverged.json}. */
public record DivergedRun(Settings settings, Summary.Data data, String message) {

  static final String FILE = "diverged.json";

  /** Reads it, if the latest run in a folder diverged; refuses a damaged one. */
  public static Optional<DivergedRun> read(RunFolder folder) {
    Path file = folder.diverged().path().resolve(FILE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, DivergedRun.class, DivergedRun::check, RunFolder.ADVICE))
        : Optional.empty();
  }

  private void check() {
    settings.check(name -> name);
    data.check();
  }
}
