package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from spreadsheets, other editors and other systems. */
class BroughtFilesTest {

  @TempDir private Path folder;

  private Path file(String text, String charset) throws IOException {
    return Files.write(folder.resolve("words.txt"), text.getBytes(Charset.forName(charset)));
  }

  private void assertRefused(String text, String charset, String message) throws IOException {
    Path file = file(text, charset);
    assertThat(assertThrows(InvalidInputException.class, () -> WordFile.read(file)))
        .hasMessageThat()
        .startsWith(file + message);
  }

  /** What Python's str.splitlines takes for the end of a line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\r\n", "\u000b", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028",
        "\u2029"
      })
  void linesEndAsInPython(String end) throws IOException {
    WordFile words = WordFile.read(file("emma" + end + end + "ava" + end, "UTF-8"));
    assertThat(words.words()).containsExactly("emma", "ava").inOrder();
    assertThat(words.blankLines()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, '',     ': looks like UTF-16LE; expected UTF-8: iconv -f UTF-16LE'",
    "UTF-16BE, '',     ': looks like UTF-16BE; expected UTF-8: iconv -f UTF-16BE'",
    "UTF-16LE, \uFEFF, ': is UTF-16; expected UTF-8: iconv -f UTF-16 -t UTF-8 FILE'",
    "UTF-16BE, \uFEFF, ': is UTF-16; expected UTF-8: iconv -f UTF-16 -t UTF-8 FILE'",
    "UTF-32LE, \uFEFF, ': is UTF-32; expected UTF-8: iconv -f UTF-32 -t UTF-8 FILE'",
    "UTF-32BE, \uFEFF, ': is UTF-32; expected UTF-8: iconv -f UTF-32 -t UTF-8 FILE'",
    "ISO-8859-1, '\u001F\u008B', ': is compressed by gzip'",
    "ISO-8859-1, 'PK\u0003\u0004', ': is a zip archive'",
    "ISO-8859-1, Ren\u00E9, ', line 1, byte 4: 0xE9 is not UTF-8'"
  })
  void otherEncodingsAreNamed(String charset, String start, String message) throws IOException {
    assertRefused(start + "emma\nava\n", charset, message);
  }

  /** Of Cyrillic letters no byte is zero, but of the line ends. */
  @Test
  void otherScriptInUtf16IsNamed() throws IOException {
    assertRefused("\u0410\u043D\u043D\u0430\n", "UTF-16LE", ": looks like UTF-16LE");
  }

  @Test
  void zeroByteIsACharacterInUtf8() throws IOException {
    assertThat(WordFile.read(file("em\0ma\nava\n", "UTF-8")).words()).contains("em\0ma");
  }

  @ParameterizedTest
  @CsvSource({
    "'name;sex;count\n\"Cleo\";F;0\n', ': looks like a table of 3 columns'",
    "'emma,F\nava,F\n',               ': looks like a table of 2 columns'",
    "'emma\t1\n\nava\t2\n',           ': looks like a table of 2 columns'",
    "'darryl, davine, mel',           ': is one line with commas'",
    "'darryl,davine,mel\n',           ': is one line with commas'"
  })
  void tablesAreNamed(String text, String message) throws IOException {
    assertRefused(text, "UTF-8", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Smith, John\nDoe, Jane\n", "a;b\nc\n", "Smith, John", "emma;ava"})
  void namesWithCommasAreNoTable(String text) throws IOException {
    assertThat(WordFile.read(file(text, "UTF-8")).words()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Zo\u00EB, Ann, false", "Zoe\u0308, Ann, false", "Zo\u00EB, Jose\u0301, true"})
  void mixedFormsOfLettersAreSeen(String one, String other, boolean mixed) throws IOException {
    assertThat(WordFile.read(file(one + "\n" + other, "UTF-8")).mixesForms()).isEqualTo(mixed);
  }

  @Test
  void wordsWithDotsAreCounted() throws IOException {
    assertRefused(
        "emma\n\nSt. Jo\nA. B.\n",
        "UTF-8",
        ", line 3: 'St. Jo' contains '.', which is reserved for the end of a word (2 of 3"
            + " words); take the dots out: sed 's/\\.//g' FILE");
  }
}
