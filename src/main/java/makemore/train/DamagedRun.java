package makemore.train;

import java.nio.file.Path;
import makemore.text.InvalidInputException;

/** What to say of a run that cannot be read. */
final class DamagedRun {

  private DamagedRun() {}

  /**
   * What to say of a file.
   *
   * @param file the file, or the place where it should be
   * @param why what is wrong with it; only the first line is said
   * @param cause what it was found by, or null
   * @return the exception, to be thrown
   */
  static InvalidInputException file(Path file, String why, Throwable cause) {
    String reason = why.lines().findFirst().orElse("");
    return new InvalidInputException(
        file + ": missing or damaged (" + reason + "); train the run again", cause);
  }
}
