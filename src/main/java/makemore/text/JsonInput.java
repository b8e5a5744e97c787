package makemore.text;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads records that someone may have changed by hand. Nothing of a record may be missing; what a
 * record does not know is passed over. Gson alone would take a missing number for 0, and complain
 * of other things in its own terms.
 */
public final class JsonInput {

  /** The longest text that is read, in bytes. */
  private static final int LONGEST = 1 << 20;

  private static final int SHOWN = 40;
  private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");
  private static final List<String> NO_NUMBERS = List.of("NaN", "Infinity", "-Infinity");

  private JsonInput() {}

  /**
   * Reads a record.
   *
   * @throws InvalidInputException if the text is no JSON, or not that of such a record; the message
   *     says what is wrong with it, such as "steps is "ten", expected a whole number (int)"
   */
  public static <T extends Record> T read(InputStream in, Class<T> type) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new InvalidInputException(String.format("it is longer than %,d bytes", LONGEST));
    }
    try {
      JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      check("", json, type);
      return new Gson().fromJson(json, type);
    } catch (JsonParseException e) {
      Matcher place = PLACE.matcher(e.getMessage());
      throw new InvalidInputException(
          "it is not JSON" + (place.find() ? " from " + place.group() + " on" : ""), e);
    }
  }

  private static void check(String path, JsonElement json, Type type) {
    if (json == null || json.isJsonNull()) {
      throw new InvalidInputException(
          "it does not have " + (path.isEmpty() ? "anything" : path.substring(1)));
    }
    if (type instanceof ParameterizedType parts) {
      Type[] types = parts.getActualTypeArguments();
      if (parts.getRawType() == Map.class) {
        object(path, json).asMap().forEach((key, part) -> check(path + "." + key, part, types[1]));
      } else {
        expect(json.isJsonArray(), path, json, "a list");
        json.getAsJsonArray().forEach(part -> check(path + "[]", part, types[0]));
      }
    } else if (type instanceof Class<?> one && one.isRecord()) {
      for (RecordComponent part : one.getRecordComponents()) {
        String name = part.getName();
        check(path + "." + name, object(path, json).get(name), part.getGenericType());
      }
    } else if (json instanceof JsonPrimitive primitive) {
      check(path, primitive, (Class<?>) type);
    } else {
      expect(false, path, json, "a single value");
    }
  }

  private static void check(String path, JsonPrimitive json, Class<?> type) {
    String text = json.getAsString();
    if (type == String.class) {
      expect(json.isString(), path, json, "a text");
    } else if (type == boolean.class) {
      expect(json.isBoolean(), path, json, "true or false");
    } else if (type == double.class) {
      expect(json.isNumber() || NO_NUMBERS.contains(text), path, json, "a number");
    } else if (type.isPrimitive()) {
      String expected = "a whole number (" + type + ")";
      expect(json.isNumber() && isWhole(text, type), path, json, expected);
    } else {
      List<String> names =
          Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
      expect(names.contains(text), path, json, "one of " + String.join(", ", names));
    }
  }

  private static boolean isWhole(String text, Class<?> type) {
    try {
      long number = Long.parseLong(text);
      return type == long.class || number == (int) number;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static JsonObject object(String path, JsonElement json) {
    expect(json.isJsonObject(), path, json, "an object");
    return json.getAsJsonObject();
  }

  private static void expect(boolean met, String path, JsonElement json, String expected) {
    if (!met) {
      String what = path.isEmpty() ? "it" : path.substring(1);
      String is = json.toString();
      throw new InvalidInputException(
          String.format(
              "%s is %s, expected %s",
              what, is.length() > SHOWN ? is.substring(0, SHOWN) + "..." : is, expected));
    }
  }
}
