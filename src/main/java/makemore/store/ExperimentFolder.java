package makemore.store;

import static makemore.inspect.NumberFormats.count;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.input.InvalidInputException;
import tech.tablesaw.api.Table;

/**
 * The folder of an experiment: {@code VARIANT/seed-N} is a run folder, and the results are beside.
 * As long as it is open, no other process can open it.
 */
public record ExperimentFolder(Path path, Closeable lock) implements AutoCloseable {

  /** What all the runs in a folder have in common; the file {@code experiment.json}. */
  public record Common(String experiment, int steps, String dataSha256) {
    @Override
    public String toString() {
      return String.format(
          "%s of %s on data with the SHA-256 %.8s", experiment, count(steps, "step"), dataSha256);
    }
  }

  /**
   * Opens a folder, and makes it where there is none. Refuses one that cannot be written, is in
   * use, or holds something else.
   */
  public static ExperimentFolder open(Path path, Common common) throws IOException {
    Path file = path.resolve("experiment.json");
    Closeable lock = AtomicFiles.lock(path, Files.exists(file));
    try {
      if (!Files.exists(file)) {
        Json.write(file, common);
      }
      Common found = Json.read(file, Common.class, any -> {}, "expected another folder");
      if (!common.equals(found)) {
        throw new InvalidInputException(
            path + ": holds " + found + "; expected another folder for " + common);
      }
      return new ExperimentFolder(path, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Writes a text, and a table of the same name as CSV. */
  public void write(String markdown, Table table) throws IOException {
    AtomicFiles.write(path.resolve(table.name() + ".csv"), RunFiles.csv(table));
    AtomicFiles.write(
        path.resolve(table.name() + ".md"), markdown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
