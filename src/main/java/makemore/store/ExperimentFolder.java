package makemore.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import makemore.text.InvalidInputException;

/**
 * The folder of an experiment: {@code VARIANT/seed-N} is a run folder, and the results are beside.
 * As long as it is open, no other process can open it.
 */
public final class ExperimentFolder implements AutoCloseable {

  private static final String FILE = "experiment.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  /**
   * What all the runs in a folder have in common; the file {@code experiment.json}.
   *
   * @param experiment the name of the experiment
   * @param steps the number of steps of each run
   * @param dataSha256 the SHA-256 of the data
   */
  public record Common(String experiment, int steps, String dataSha256) {}

  private final Path path;
  private final FileChannel lock;

  private ExperimentFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder, and makes it where there is none.
   *
   * @param path where it is
   * @param common what the experiment's runs are to have in common
   * @return the folder, to be closed by the caller
   * @throws InvalidInputException if it cannot be written, or is in use, or holds something else
   */
  public static ExperimentFolder open(Path path, Common common) {
    try {
      Files.createDirectories(path);
      Path file = path.resolve(FILE);
      if (Files.exists(file)) {
        check(file, common);
      } else if (!isEmpty(path)) {
        throw new InvalidInputException(
            path
                + ": is not empty and holds no experiment; expected a new or an experiment folder");
      } else {
        write(path, FILE, GSON.toJson(common) + "\n");
      }
      return new ExperimentFolder(path, lock(file));
    } catch (IOException e) {
      throw new InvalidInputException(path + ": the folder cannot be written (" + e + ")", e);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.noneMatch(file -> !file.getFileName().toString().startsWith("."));
    }
  }

  private static void check(Path file, Common common) throws IOException {
    Common found;
    try {
      found = GSON.fromJson(Files.readString(file), Common.class);
    } catch (JsonParseException e) {
      throw new InvalidInputException(file + ": is damaged; expected another --run", e);
    }
    if (found == null) {
      throw new InvalidInputException(file + ": is empty; expected another --run");
    }
    if (!common.equals(found)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: holds %s; expected another --run for %s",
              file.getParent(),
              words(found),
              words(common)));
    }
  }

  private static String words(Common common) {
    return String.format(
        Locale.ROOT,
        "%s of %,d steps on data with the SHA-256 %.8s",
        common.experiment(),
        common.steps(),
        common.dataSha256());
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new InvalidInputException(file.getParent() + ": another experiment is running there");
    }
    return channel;
  }

  /**
   * Where the folder is.
   *
   * @return the path
   */
  public Path path() {
    return path;
  }

  /**
   * Writes a file as a whole.
   *
   * @param name the file's name
   * @param text what is in it
   * @throws IOException if it cannot be written; an earlier one is then untouched
   */
  public void write(String name, String text) throws IOException {
    write(path, name, text);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path incoming = folder.resolve("." + name + ".incoming");
    try {
      Files.writeString(incoming, text);
      Files.move(
          incoming,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** Lets others open the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
