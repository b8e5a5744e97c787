package makemore.experiment;

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
import java.util.stream.Stream;
import makemore.text.InvalidInputException;

/**
 * The folder of an experiment: {@code VARIANT/seed-N} is a run folder, and its results are beside.
 *
 * @param path where it is
 */
public record ExperimentFolder(Path path) {

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

  /**
   * Makes the folder, where there is none, and keeps other processes out of it.
   *
   * @param common what the experiment's runs are to have in common
   * @return the lock, to be closed at the end
   * @throws InvalidInputException if it cannot be written, or is in use, or holds something else
   */
  public FileChannel open(Common common) {
    try {
      Files.createDirectories(path);
      Path file = path.resolve(FILE);
      if (Files.exists(file)) {
        check(file, common);
      } else if (!isEmpty()) {
        throw new InvalidInputException(
            path + ": is not empty and holds no experiment; expected a new or an experiment folder");
      }
      if (!Files.exists(file)) {
        write(FILE, GSON.toJson(common) + "\n");
      }
      return lock(file);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": the folder cannot be written (" + e + ")", e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.noneMatch(file -> !file.getFileName().toString().startsWith("."));
    }
  }

  private void check(Path file, Common common) throws IOException {
    Common found;
    try {
      found = GSON.fromJson(Files.readString(file), Common.class);
    } catch (JsonParseException e) {
      throw new InvalidInputException(file + ": is damaged; delete " + path, e);
    }
    if (!common.equals(found)) {
      throw new InvalidInputException(
          String.format(
              "%s: holds %s; expected another --run for %s", path, words(found), words(common)));
    }
  }

  private static String words(Common common) {
    return String.format(
        "%s of %,d steps on data with the SHA-256 %.8s",
        common.experiment(), common.steps(), common.dataSha256());
  }

  private FileChannel lock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new InvalidInputException(path + ": another experiment is running there");
    }
    return channel;
  }

  /**
   * Writes a file as a whole.
   *
   * @param name the file's name
   * @param text what is in it
   * @throws IOException if it cannot be written; an earlier one is then untouched
   */
  public void write(String name, String text) throws IOException {
    Path incoming = Files.createTempFile(path, "." + name, ".incoming");
    try {
      Files.writeString(incoming, text);
      Files.move(
          incoming,
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }
}
