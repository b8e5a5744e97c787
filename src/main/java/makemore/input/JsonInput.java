package makemore.input;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Reads records that someone may have changed by hand. Only a boxed number of a record may be
 * missing, and is then null; unknown names are ignored.
 */
public final class JsonInput {

  /** The longest text that is read, in bytes. */
  private static final int LONGEST = 1 << 20;

  private static final Gson GSON = new Gson();

  private JsonInput() {}

  /**
   * Reads a record.
   *
   * @throws InvalidInputException if the text is no JSON, or not that of such a record; the message
   *     names what is wrong, such as "steps is of the wrong kind or out of range"
   */
  public static <T extends Record> T read(InputStream in, Class<T> type) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new InvalidInputException(String.format("it is longer than %,d bytes", LONGEST));
    }
    JsonElement json;
    try {
      json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonParseException e) {
      throw new InvalidInputException("it is not JSON", e);
    }
    if (json.isJsonNull()) {
      throw new InvalidInputException("it does not have anything");
    }
    return type.cast(read("it", json, type));
  }

  /** Reads each part first: Gson alone would take a missing number for 0. */
  private static Object read(String name, JsonElement json, Type type) {
    if (type instanceof Class<?> kind && kind.isRecord() && json.isJsonObject()) {
      for (RecordComponent part : kind.getRecordComponents()) {
        JsonElement value = json.getAsJsonObject().get(part.getName());
        String partName = name.equals("it") ? part.getName() : name + "." + part.getName();
        if (value != null && !value.isJsonNull()) {
          read(partName, value, part.getGenericType());
        } else if (!Number.class.isAssignableFrom(part.getType())) {
          throw new InvalidInputException("it does not have " + partName);
        }
      }
    }
    try {
      // From its text: of a tree, Gson would cut a number such as 3.5 to a whole one.
      Object read = GSON.fromJson(json.toString(), type);
      // A word that an enum does not have is read as null.
      if (read != null && !(read instanceof Collection<?> all && all.contains(null))) {
        return read;
      }
    } catch (JsonParseException | NumberFormatException e) {
      // Said below.
    }
    throw new InvalidInputException(name + " is of the wrong kind or out of range");
  }
}
