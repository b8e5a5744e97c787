package makemore.input;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads records that someone may have changed by hand. Nothing of a record may be missing but a
 * boxed number, which is then null; what a record does not know is passed over. Gson alone would
 * take a missing number for 0, so what it has read is written again and compared.
 */
public final class JsonInput {

  /** The longest text that is read, in bytes. */
  private static final int LONGEST = 1 << 20;

  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .addSerializationExclusionStrategy(new BoxedNumbers())
          .create();

  private JsonInput() {}

  private static final class BoxedNumbers implements ExclusionStrategy {
    @Override
    public boolean shouldSkipField(FieldAttributes field) {
      return Number.class.isAssignableFrom(field.getDeclaredClass());
    }

    @Override
    public boolean shouldSkipClass(Class<?> type) {
      return false;
    }
  }

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
    String text = new String(bytes, StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader(new StringReader(text));
    JsonElement json;
    try {
      json = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      throw new InvalidInputException("it is not JSON", e);
    }
    try {
      T value = GSON.fromJson(reader, type);
      check("$", json, GSON.toJsonTree(value));
      return value;
    } catch (JsonParseException | NumberFormatException e) {
      throw wrong(reader.getPath(), e);
    }
  }

  private static void check(String path, JsonElement json, JsonElement read) {
    if (json == null || json.isJsonNull()) {
      throw new InvalidInputException("it does not have " + name(path, "anything"));
    }
    if (read.isJsonNull()) {
      throw wrong(path, null);
    }
    if (read.isJsonObject()) {
      read.getAsJsonObject()
          .asMap()
          .forEach((key, part) -> check(path + "." + key, json.getAsJsonObject().get(key), part));
    } else if (read.isJsonArray()) {
      for (int i = 0; i < read.getAsJsonArray().size(); i++) {
        check(path + "[" + i + "]", json.getAsJsonArray().get(i), read.getAsJsonArray().get(i));
      }
    }
  }

  private static InvalidInputException wrong(String path, Exception cause) {
    return new InvalidInputException(
        name(path, "it") + " is of the wrong kind or out of range", cause);
  }

  private static String name(String path, String whole) {
    // Of a map the reader names no part.
    return path.equals("$") ? whole : path.substring(2).replaceFirst("\\.$", "");
  }
}
