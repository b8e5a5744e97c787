package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWriterTest {

  /** Every control character of Unicode. */
  private static final String CONTROL =
      IntStream.range(0, 0xA0)
          .filter(Character::isISOControl)
          .mapToObj(Character::toString)
          .collect(Collectors.joining());

  private record Names(String first) {}

  private static String shown(Consumer<PrintWriter> print) {
    StringWriter out = new StringWriter();
    print.accept(new TerminalWriter(new PrintWriter(out)));
    return out.toString();
  }

  /** A carriage return would hide the part of a line that is before it. */
  @ParameterizedTest
  @CsvSource({
    "'\0a\u0007b\bc\u001b[2Jd\u007fe\u009bf', \\x00a\\x07b\\x08c\\x1b[2Jd\\x7fe\\x9bf",
    "'abc\u202Edef\u2066\u200F\u061C', abc\\u202edef\\u2066\\u200f\\u061c",
    "'ann\rbob\n', 'ann\\x0dbob\n'"
  })
  void controlCharactersAreShown(String text, String expected) {
    assertThat(shown(out -> out.print(text))).isEqualTo(expected);
  }

  @Test
  void noControlCharacterPassesButLineEndsAndTabs() {
    for (String text : new String[] {CONTROL, "x" + CONTROL + "x"}) {
      assertThat(shown(out -> out.print(text)).replaceAll("\\P{Cntrl}", "")).isEqualTo("\t\n");
    }
  }

  @Test
  void eachWayOfPrintingIsTheSame() {
    String expected = "\\x1bz";
    assertThat(shown(out -> out.printf("%s", "\u001bz"))).isEqualTo(expected);
    assertThat(shown(out -> out.append("\u001bz"))).isEqualTo(expected);
    assertThat(shown(out -> out.write("\u001bz".toCharArray()))).isEqualTo(expected);
    assertThat(shown(out -> out.print((Object) "\u001bz"))).isEqualTo(expected);
    assertThat(shown(out -> out.append('\u001b').append('z'))).isEqualTo(expected);
  }

  @Test
  void otherTextIsUntouched() {
    String text = "Zoë, さくら, \uD83D\uDC18, a\\x1b\tb\nc\r\nd";

    assertThat(shown(out -> out.print(text))).isEqualTo(text);
    assertThat(shown(out -> out.println("a"))).isEqualTo("a" + System.lineSeparator());
  }

  @Test
  void jsonPassesUnchangedAndMeansTheSame() {
    String json = Json.text(new Names(CONTROL));

    assertThat(shown(out -> out.print(json))).isEqualTo(json);
    assertThat(JsonParser.parseString(json).getAsJsonObject().get("first").getAsString())
        .isEqualTo(CONTROL);
  }

  @Test
  void nameOfAFileThatIsNotThereIsShownHarmlesslyInOneLine() {
    assertThat(Invocation.of("--data", "no\u001b[2J\nfile\u0007").refusal())
        .isEqualTo("no\\x1b[2J\\x0afile\\x07: no such file; expected a text file of names");
  }

  @Test
  void charactersOfTheDataAreShownHarmlesslyAndSavedAsTheyAre(@TempDir Path folder)
      throws IOException {
    Path data = folder.resolve("names.txt");
    Files.writeString(data, "a\u001b[31mb\nc\u0007d\ne\u009bf\n".repeat(20));
    String run = "--run=" + folder.resolve("run");

    String out =
        Invocation.of("--no-plots", "--steps=2", "--preset=mlp", "--data=" + data, run)
            .done()
            .out();

    assertThat(out).contains("14 characters, . U+0007 U+001B 13[abcdefm U+009B");
    assertThat(out.replaceAll("\\P{Cntrl}|[\n\t]|[\\x{80}-\\x{9f}]", "")).isEmpty();
    assertThat(Files.readString(folder.resolve("run").resolve("summary.json")))
        .contains("\"vocabulary\": \".\\u0007\\u001b13[abcdefm\\u009b\"");
  }
}
