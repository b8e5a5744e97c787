package makemore.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import makemore.text.InvalidInputException;

/** Records as JSON. */
public final class Json {

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .create();

  private Json() {}

  /** A record's text, on several lines, the last one not ended. */
  public static String text(Record value) {
    return GSON.toJson(value);
  }

  /** A value's text in one line, safe within the script of a page. */
  public static String inScript(Object value) {
    return new Gson().toJson(value);
  }

  /** Writes a record's file, as a whole. */
  public static void write(Path file, Record value) throws IOException {
    WholeFiles.write(file, (text(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a record of which nothing is missing but, perhaps, numbers, which are then 0.
   *
   * @param advice what the user can do about a damaged file, such as "train the run again"
   * @throws InvalidInputException if the file is missing or damaged
   */
  public static <T extends Record> T read(Path file, Class<T> type, String advice) {
    try {
      T value = GSON.fromJson(Files.readString(file), type);
      String missing = value == null ? "anything" : missing(value).orElse(null);
      if (missing == null) {
        return value;
      }
      throw damaged(file, "it does not have " + missing, advice, null);
    } catch (IOException | JsonParseException | ReflectiveOperationException e) {
      throw damaged(file, why(file, e), advice, e);
    }
  }

  /** The name of the first part that is missing, such as {@code configuration.schedule}. */
  private static Optional<String> missing(Record value) throws ReflectiveOperationException {
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = component.getAccessor().invoke(value);
      if (part == null) {
        return Optional.of(component.getName());
      }
      Optional<String> within = part instanceof Record inner ? missing(inner) : Optional.empty();
      if (within.isPresent()) {
        return within.map(name -> component.getName() + "." + name);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a file that could not be read. */
  static String why(Path file, Exception e) {
    return Files.exists(file) ? e.toString() : "there is no such file";
  }

  /**
   * What to say of a file that cannot be used.
   *
   * @param why what is wrong with it; only the first line is said
   */
  static InvalidInputException damaged(Path file, String why, String advice, Throwable cause) {
    String reason = why.lines().findFirst().orElse("");
    FileSystem system = file.getFileSystem();
    String archive = system.equals(FileSystems.getDefault()) ? "" : system.toString();
    return new InvalidInputException(
        archive + file + ": missing or damaged (" + reason + "); " + advice, cause);
  }
}
