package makemore.train;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a run that holds one record, as JSON. */
final class JsonFile {

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeSpecialFloatingPointValues()
          .create();

  private JsonFile() {}

  static void write(Path file, Record value) throws IOException {
    Files.writeString(file, GSON.toJson(value) + "\n");
  }

  /**
   * Reads a record, of which any part may be missing.
   *
   * @throws makemore.text.InvalidInputException if the file is missing, or no such record
   */
  static <T extends Record> T read(Path file, Class<T> type) {
    try {
      T value = GSON.fromJson(Files.readString(file), type);
      if (value == null) {
        throw DamagedRun.file(file, "it is empty", null);
      }
      return value;
    } catch (IOException | JsonParseException e) {
      throw DamagedRun.file(file, e.toString(), e);
    }
  }
}
