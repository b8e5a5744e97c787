package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordFileTest {

  /** An elephant, a code point of two UTF-16 units. */
  private static final String ELEPHANT = "\uD83D\uDC18";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("words.txt");
  }

  private WordFile read(String text) throws IOException {
    return WordFile.read(Files.writeString(file, text));
  }

  private static String errorOf(Path file) {
    return assertThrows(InvalidInputException.class, () -> WordFile.read(file)).getMessage();
  }

  private static Arguments file(String what, String text, int blankLines, String... words) {
    return argumentSet(what, text, blankLines, List.of(words));
  }

  static List<Arguments> files() {
    return List.of(
        file("words keep the file's order", "b\na\nc\nb\n", 0, "b", "a", "c", "b"),
        file("the last line needs no end", "emma\nava", 0, "emma", "ava"),
        file("line ends of Windows are accepted", "emma\r\nava\r\n", 0, "emma", "ava"),
        file("a byte-order mark is no character", "\uFEFFemma\nava\n", 0, "emma", "ava"),
        file("unless it is after the start", "emma\n\uFEFFava\n", 0, "emma", "\uFEFFava"),
        file("blank lines are counted", "\nemma\n\n \t \r\nava\n\n", 4, "emma", "ava"),
        file("so are Python's", "emma\n\u00A0\u0085\u2007\u202F\nava\n", 2, "emma", "ava"),
        file("upper case is kept", "Emma\nAVA\n", 0, "Emma", "AVA"),
        file("white space inside a word is kept", "  mary ann \n", 0, "mary ann"),
        file("any alphabet is read", "Ольга\nנועה\nさくら\nZoë\n", 0, "Ольга", "נועה", "さくら", "Zoë"),
        file("so is an elephant", ELEPHANT + "a" + ELEPHANT, 0, ELEPHANT + "a" + ELEPHANT));
  }

  @ParameterizedTest
  @MethodSource("files")
  void wordsAreRead(String text, int blankLines, List<String> words) throws IOException {
    WordFile read = read(text);

    assertThat(read.words()).isEqualTo(words);
    assertThat(read.blankLines()).isEqualTo(blankLines);
  }

  /** The digest is that of {@code printf 'emma\nava\n' | sha256sum}. */
  @Test
  void sha256IsOfTheFilesBytes() throws IOException {
    assertThat(read("emma\nava\n").sha256())
        .isEqualTo("3b7f8ab100fc7579210ac283cfc2c0628d25a7fab752f232fbdf90f85a3dafaa");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", ELEPHANT})
  void wordOfTenThousandCodePointsIsTheLongest(String character) throws IOException {
    String longest = character.repeat(10_000);

    assertThat(read(longest).words()).containsExactly(longest);
    Files.writeString(file, "emma\n" + longest + character);
    assertThat(errorOf(file))
        .isEqualTo(file + ", line 2: a word of 10,001 characters; expected at most 10,000");
  }

  @Test
  void missingFileAndFolderAreRefused() {
    assertThat(errorOf(file)).isEqualTo(file + ": no such file; expected a text file of names");
    assertThat(errorOf(folder)).isEqualTo(folder + ": is a folder; expected a text file of names");
  }

  @Test
  void dashIsStandardInput() {
    InputStream usual = System.in;
    try {
      System.setIn(new ByteArrayInputStream("emma\nava\n".getBytes(UTF_8)));
      assertThat(WordFile.read(Path.of("-")).words()).containsExactly("emma", "ava").inOrder();
    } finally {
      System.setIn(usual);
    }
  }

  /** Root may read any file but those of the kernel that can only be written. */
  @Test
  void fileWithoutPermissionIsRefused() throws IOException {
    Files.writeString(file, "emma\n");
    if (!file.toFile().setReadable(false) || Files.isReadable(file)) {
      file = Path.of("/proc/sys/net/ipv4/route/flush");
      assumeTrue(Files.exists(file), "this user may read everything, and there is no such /proc");
    }

    assertThat(errorOf(file)).isEqualTo(file + ": cannot be read (permission denied)");
  }

  /** Linux gives an error where a process reads its own memory from address 0, root or not. */
  @Test
  void fileThatCannotBeReadIsRefused() {
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.exists(memory), "only Linux has /proc/self/mem");

    assertThat(errorOf(memory)).startsWith(memory + ": cannot be read (");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n", " \n\t\n", "\uFEFF", "\uFEFF\n"})
  void fileWithoutWordsIsRefused(String text) throws IOException {
    Files.writeString(file, text);

    assertThat(errorOf(file)).isEqualTo(file + ": holds no word; expected one word per line");
  }

  @ParameterizedTest
  @CsvSource({
    // Latin-1: o with diaeresis.
    "656d6d610a 5a6ff60a, 2, 3, F6",
    // A sequence that the end of the line, or of the file, cuts off.
    "61c30a, 1, 2, C3",
    "610a 62e282, 2, 2, E2",
    // The overlong form of '/', and half of a surrogate pair.
    "c0af, 1, 1, C0",
    "610a 610a 61eda080, 3, 2, ED"
  })
  void otherEncodingIsRefusedWithLineAndByte(String hex, int line, int column, String found)
      throws IOException {
    Files.write(file, HexFormat.of().parseHex(hex.replace(" ", "")));

    assertThat(errorOf(file))
        .startsWith(
            String.format(
                "%s, line %d, byte %d: 0x%s is not UTF-8; expected a UTF-8 text file",
                file, line, column, found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann.e", ".", "a."})
  void endCharacterIsRefusedWithItsLine(String word) throws IOException {
    Files.writeString(file, "emma\n\n" + word + "\nava\n");

    assertThat(errorOf(file))
        .startsWith(file + ", line 3: '" + word + "' contains '.', which is reserved");
  }

  /** Recorded from the reference implementation's {@code read_words}, given the same lines. */
  private static final String PYTHONS_WHITE_SPACE =
      "\t\u000B\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

  /** A line for each character of the basic plane but the newline and the end character. */
  @Test
  void whiteSpaceAroundAWordIsWhatPythonStrips() throws IOException {
    List<String> characters =
        IntStream.rangeClosed(0, Character.MAX_VALUE)
            .filter(c -> c != '\n' && c != '.' && Character.getType(c) != Character.SURROGATE)
            .mapToObj(Character::toString)
            .toList();
    String lines =
        characters.stream().map(c -> c + "emma" + c + "\n").collect(Collectors.joining());

    List<String> words = read("a\n" + lines).words();

    String stripped =
        IntStream.range(0, characters.size())
            .filter(i -> words.get(i + 1).equals("emma"))
            .mapToObj(characters::get)
            .collect(Collectors.joining());
    assertThat(stripped).isEqualTo(PYTHONS_WHITE_SPACE);
  }
}
