package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.CsvSource;
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
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private WordFile read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return WordFile.read(file);
  }

  private String errorOf(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return errorOf(file);
  }

  private static String errorOf(Path file) {
    return assertThrows(InvalidInputException.class, () -> WordFile.read(file)).getMessage();
  }

  @Test
  void wordsKeepTheFilesOrder() throws IOException {
    assertThat(read("emma\nolivia\nava\nemma\n").words())
        .containsExactly("emma", "olivia", "ava", "emma")
        .inOrder();
  }

  @Test
  void lastLineNeedsNoEnd() throws IOException {
    assertThat(read("emma\nava").words()).containsExactly("emma", "ava").inOrder();
  }

  @Test
  void lineEndsOfWindowsAreAccepted() throws IOException {
    WordFile words = read("emma\r\nava\r\n");

    assertThat(words.words()).containsExactly("emma", "ava").inOrder();
    assertThat(words.blankLines()).isEqualTo(0);
  }

  @Test
  void byteOrderMarkIsNoCharacter() throws IOException {
    assertThat(read("\uFEFFemma\nava\n").words()).containsExactly("emma", "ava").inOrder();
  }

  @Test
  void byteOrderMarkAfterTheStartIsACharacter() throws IOException {
    assertThat(read("emma\n\uFEFFava\n").words()).containsExactly("emma", "\uFEFFava").inOrder();
  }

  @Test
  void blankLinesAreSkippedAndCounted() throws IOException {
    WordFile words = read("\nemma\n\n \t \r\nava\n\n");

    assertThat(words.words()).containsExactly("emma", "ava").inOrder();
    assertThat(words.blankLines()).isEqualTo(4);
  }

  @Test
  void upperCaseIsKept() throws IOException {
    assertThat(read("Emma\nAVA\n").words()).containsExactly("Emma", "AVA").inOrder();
  }

  @Test
  void whiteSpaceInsideAWordIsKept() throws IOException {
    assertThat(read("  mary ann \n").words()).containsExactly("mary ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ольга", "נועה", "さくら", "Zoë", "김민준", ELEPHANT + "a" + ELEPHANT})
  void anyAlphabetIsRead(String word) throws IOException {
    assertThat(read("a\n" + word + "\n").words()).containsExactly("a", word).inOrder();
  }

  /** The digest is that of {@code printf 'emma\nava\n' | sha256sum}. */
  @Test
  void sha256IsOfTheFilesBytes() throws IOException {
    assertThat(read("emma\nava\n").sha256())
        .isEqualTo("3b7f8ab100fc7579210ac283cfc2c0628d25a7fab752f232fbdf90f85a3dafaa");
  }

  @Test
  void wordOfTenThousandCharactersIsAccepted() throws IOException {
    String word = "a".repeat(10_000);

    assertThat(read(word + "\n").words()).containsExactly(word);
  }

  @Test
  void charactersOfAWordAreCountedAsCodePoints() throws IOException {
    String word = ELEPHANT.repeat(10_000);

    assertThat(read(word + "\n").words()).containsExactly(word);
  }

  @Test
  void longerWordIsRefusedWithItsLine() throws IOException {
    assertThat(errorOf(("emma\n" + "a".repeat(10_001) + "\n").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(file + ", line 2: a word of 10,001 characters; expected at most 10,000");
  }

  @Test
  void missingFileIsRefused() {
    assertThat(errorOf(file)).isEqualTo(file + ": no such file; expected a text file of names");
  }

  @Test
  void folderIsRefused() {
    assertThat(errorOf(folder)).isEqualTo(folder + ": is a folder; expected a text file of names");
  }

  @Test
  void fileWithoutPermissionIsRefused() throws IOException {
    Files.writeString(file, "emma\n");
    assumeTrue(file.toFile().setReadable(false), "this file system has no read permission");
    assumeTrue(!Files.isReadable(file), "this user, root perhaps, may read everything");

    assertThat(errorOf(file)).isEqualTo(file + ": cannot be read (permission denied)");
  }

  /** Linux gives an error where a process reads its own memory from address 0, root or not. */
  @Test
  void fileThatCannotBeReadIsRefused() {
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.exists(memory), "only Linux has /proc/self/mem");

    assertThat(errorOf(memory)).startsWith(memory + ": cannot be read (");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertThat(errorOf(new byte[0])).isEqualTo(file + ": is empty; expected one word per line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n\r\n", " \n\t\n", "\uFEFF", "\uFEFF\n"})
  void onlyBlankLinesAreRefused(String text) throws IOException {
    assertThat(errorOf(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(file + ": has only blank lines; expected one word per line");
  }

  @ParameterizedTest
  @CsvSource({
    // Latin-1: o with diaeresis.
    "656d6d610a 5a6ff60a, 2, 3, F6",
    // A sequence that the end of the line, or of the file, cuts off.
    "61c30a, 1, 2, C3",
    "610a 62e282, 2, 2, E2",
    // UTF-16 with its byte-order mark.
    "fffe 6100 0a00, 1, 1, FF",
    // The overlong form of '/', and half of a surrogate pair.
    "c0af, 1, 1, C0",
    "610a 610a 61eda080, 3, 2, ED"
  })
  void otherEncodingIsRefusedWithLineAndByte(String hex, int line, int column, String found)
      throws IOException {
    assertThat(errorOf(HexFormat.of().parseHex(hex.replace(" ", ""))))
        .isEqualTo(
            String.format(
                "%s, line %d, byte %d: 0x%s is not UTF-8; expected a UTF-8 text file",
                file, line, column, found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann.e", ".", "a."})
  void endCharacterIsRefusedWithItsLine(String word) throws IOException {
    assertThat(errorOf(("emma\n\n" + word + "\nava\n").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(file + ", line 3: contains '.', which is reserved for the end of a word");
  }

  /** Recorded from the reference implementation's {@code read_words}, given the same lines. */
  private static final String PYTHONS_WHITE_SPACE =
      "\t\u000B\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

  /** A line for each character there is but the newline and the end character. */
  @Test
  void whiteSpaceAroundAWordIsWhatPythonStrips() throws IOException {
    List<String> characters =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> c != '\n' && c != '.' && Character.getType(c) != Character.SURROGATE)
            .mapToObj(Character::toString)
            .toList();

    List<String> words = read("a\n" + lines(characters)).words();

    String stripped =
        IntStream.range(0, characters.size())
            .filter(i -> words.get(i + 1).equals("emma"))
            .mapToObj(characters::get)
            .collect(Collectors.joining());
    assertThat(stripped).isEqualTo(PYTHONS_WHITE_SPACE);
  }

  private static String lines(List<String> characters) {
    return characters.stream().map(c -> c + "emma" + c + "\n").collect(Collectors.joining());
  }

  @Test
  void lineOfWhiteSpaceThatOnlyPythonKnowsIsBlank() throws IOException {
    assertThat(read("emma\n\u00A0\u0085\u2007\u202F\nava\n").words())
        .containsExactly("emma", "ava")
        .inOrder();
  }

  @Test
  void carriageReturnWithinALineIsKeptAsPythonDoes() throws IOException {
    assertThat(read("em\rma\nava\n").words()).containsExactly("em\rma", "ava").inOrder();
  }
}
