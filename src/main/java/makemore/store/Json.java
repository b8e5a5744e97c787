package makemore.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import makemore.input.InvalidInputException;
import makemore.input.JsonInput;

public final class Json {

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .create();

  /** The control characters that JSON does not demand to be escaped. */
  private static final Pattern CONTROL = Pattern.compile("[\\x7f-\\x9f]");

  private Json() {}

  /** A record's text, on several lines, the last one not ended. */
  public static String text(Record value) {
    return CONTROL
        .matcher(GSON.toJson(value))
        .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
  }

  /** A value's text in one line, safe within the script of a page. */
  public static String inScript(Object value) {
    return new GsonBuilder().serializeSpecialFloatingPointValues().create().toJson(value);
  }

  static void write(Path file, Record value) throws IOException {
    AtomicFiles.write(file, (text(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a record; refuses a file that is missing or damaged.
   *
   * @param check throws an {@link InvalidInputException} if the record's values are not right
   * @param advice what the user can do about a damaged file
   */
  static <T extends Record> T read(Path file, Class<T> type, Consumer<T> check, String advice) {
    try (InputStream in = Files.newInputStream(file)) {
      T value = JsonInput.read(in, type);
      check.accept(value);
      return value;
    } catch (IOException | InvalidInputException e) {
      throw damaged(file, e, advice);
    }
  }

  /** Returns the message about a file that cannot be used, with the first line of the reason. */
  static InvalidInputException damaged(Path file, Exception e, String advice) {
    String why =
        Files.exists(file)
            ? Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
            : "there is no such file";
    if (e instanceof CharacterCodingException) {
      why = "it is not UTF-8";
    }
    // Some messages are those of an inner exception, whose class is the reader's last concern.
    String reason =
        why.replaceAll("(\\w+\\.)+(\\w+)Exception\\b", "$2").lines().findFirst().orElse("");
    FileSystem system = file.getFileSystem();
    String archive = system.equals(FileSystems.getDefault()) ? "" : system.toString();
    return new InvalidInputException(
        archive + file + ": missing or damaged (" + reason + "); " + advice, e);
  }
}
