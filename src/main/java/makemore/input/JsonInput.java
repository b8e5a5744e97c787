package makemore.input;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Reads records that someone may have changed by hand. Nothing of a record may be missing but a
 * boxed number, which is then null; what a record does not know is passed over. Gson alone would
 * take a missing number for 0, and complain of other things in its own terms.
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
   *     says what is wrong with it, such as "steps is "ten", expected int"
   */
  public static <T extends Record> T read(InputStream in, Class<T> type) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new InvalidInputException(String.format("it is longer than %,d bytes", LONGEST));
    }
    try {
      JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      check("", json, type);
      return GSON.fromJson(json, type);
    } catch (JsonParseException e) {
      throw new InvalidInputException("it is not JSON", e);
    }
  }

  private static void check(String path, JsonElement json, Type type) {
    String name = path.isEmpty() ? "it" : path.substring(1);
    boolean missing = json == null || json.isJsonNull();
    if (missing && type instanceof Class<?> one && Number.class.isAssignableFrom(one)) {
      return;
    }
    if (missing) {
      throw new InvalidInputException("it does not have " + (path.isEmpty() ? "anything" : name));
    }
    if (type instanceof ParameterizedType list && !json.isJsonPrimitive()) {
      Type[] of = list.getActualTypeArguments();
      Collection<JsonElement> parts =
          json.isJsonArray()
              ? json.getAsJsonArray().asList()
              : json.getAsJsonObject().asMap().values();
      parts.forEach(part -> check(path + "[]", part, of[of.length - 1]));
    }
    if (type instanceof Class<?> one && one.isRecord() && json.isJsonObject()) {
      for (RecordComponent part : one.getRecordComponents()) {
        JsonElement value = json.getAsJsonObject().get(part.getName());
        check(path + "." + part.getName(), value, part.getGenericType());
      }
    } else if (!isReadable(json, type)) {
      throw new InvalidInputException(
          String.format("%s is %.40s, expected %s", name, json, words(type)));
    }
  }

  private static boolean isReadable(JsonElement json, Type type) {
    try {
      // Not from the element itself, whose too large numbers Gson would cut short.
      return GSON.fromJson(json.toString(), type) != null;
    } catch (JsonParseException | NumberFormatException e) {
      return false;
    }
  }

  private static String words(Type type) {
    return type instanceof Class<?> one && one.isEnum()
        ? "one of " + Arrays.toString(one.getEnumConstants())
        : type.getTypeName().replaceAll("[\\w.]+[.$]", "");
  }
}
