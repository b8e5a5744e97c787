package makemore.input;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {

  /** A part of each kind. */
  private record Whole(
      int steps,
      long seed,
      double rate,
      boolean last,
      String name,
      Kind kind,
      Part part,
      List<String> names,
      Map<String, String> versions) {}

  private record Part(int size) {}

  private record Optional(int given, Long perhaps) {}

  private enum Kind {
    PLAIN,
    FANCY
  }

  private static final String WHOLE =
      "{'steps': 3, 'seed': -2147483649, 'rate': 0.1, 'last': true, 'name': 'a', 'kind': 'FANCY',"
          + " 'part': {'size': 2}, 'names': ['b', 'c'], 'versions': {'java': '17'}}";

  private static <T extends Record> T read(String json, Class<T> type) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return JsonInput.read(new ByteArrayInputStream(bytes), type);
  }

  private static Whole read(String json) throws IOException {
    return read(json, Whole.class);
  }

  private static String errorOf(String json) {
    return assertThrows(InvalidInputException.class, () -> read(json)).getMessage();
  }

  /** A boxed number may be missing: it was not known when older files were written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'given': 1}|", "{'given': 1, 'perhaps': null}|", "{'given': 1, 'perhaps': 2}|2"})
  void boxedNumberMayBeMissing(String json, Long perhaps) throws IOException {
    assertThat(read(json, Optional.class)).isEqualTo(new Optional(1, perhaps));
  }

  @Test
  void eachPartIsRead() throws IOException {
    Part part = new Part(2);
    List<String> names = List.of("b", "c");
    Map<String, String> versions = Map.of("java", "17");

    assertThat(read(WHOLE))
        .isEqualTo(new Whole(3, -2147483649L, 0.1, true, "a", Kind.FANCY, part, names, versions));
  }

  @Test
  void whatTheRecordDoesNotKnowIsPassedOver() throws IOException {
    assertThat(read(WHOLE.replace("{'steps'", "{'more': [[]], 'steps'"))).isEqualTo(read(WHOLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void whatIsNoNumberCanBeRead(String number) throws IOException {
    assertThat(read(WHOLE.replace("0.1", number)).rate()).isEqualTo(Double.parseDouble(number));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "'steps': 3; 'step': 3; it does not have steps",
        "'size': 2; 'sizes': 2; it does not have part.size",
        "'a'; null; it does not have name",
        "'c'; null; names",
        "3; 3.5; steps",
        "3; 4294967297; steps",
        "3; 1e999999999; steps",
        "3; NaN; steps",
        "3,; [],; steps",
        "3; null; it does not have steps",
        "-2147483649; 99999999999999999999; seed",
        "0.1; 'fast'; rate",
        "true; {}; last",
        "'a'; [1]; name",
        "'FANCY'; 'fancy'; kind",
        "{'size': 2}; [2]; part",
        "['b', 'c']; 'b'; names",
        "'b'; {'b': 1}; names",
        "{'java': '17'}; 3; versions",
        "'17'; [17]; versions"
      },
      delimiter = ';')
  void whatIsWrongIsSaidInPlainWords(String right, String wrong, String message) {
    String wrongKind = message + " is of the wrong kind or out of range";
    assertThat(errorOf(WHOLE.replace(right, wrong)))
        .isEqualTo(message.contains(" ") ? message : wrongKind);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "||; it does not have anything",
        "null; it does not have anything",
        "[]; it is of the wrong kind or out of range",
        "'steps'; it is of the wrong kind or out of range",
        "{'steps': 3; it is not JSON",
        "{'steps' 3}; it is not JSON",
        "{'steps': 3} {}; it is not JSON"
      },
      delimiter = ';')
  void whatIsNoSuchObjectIsRefused(String json, String message) {
    assertThat(errorOf(json)).isEqualTo(message);
  }

  /** What takes the most memory by its length, what is deepest, and what is longest. */
  @Test
  void hugeTextIsRefusedInLittleMemory() {
    ThreadMXBean thread = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    List<String> texts =
        List.of(
            "[" + "[],".repeat(349_000) + "[]]", "[".repeat(1_000_000), " ".repeat(1 << 25) + "{}");
    for (String text : texts) {
      byte[] bytes = text.getBytes(UTF_8);
      long before = thread.getCurrentThreadAllocatedBytes();

      assertThrows(
          InvalidInputException.class,
          () -> JsonInput.read(new ByteArrayInputStream(bytes), Whole.class));

      assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000_000L);
    }
  }
}
