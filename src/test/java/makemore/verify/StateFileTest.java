package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.nn.ArrayTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest extends ArrayTest {

  /** A letter for each byte. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Path RIGHT = Fixtures.file("few/mlp.npz");
  private static final String NOT_PLAIN = "it is no archive of plain arrays";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("state.npz");
  }

  private void assertRefused(String message) {
    Exception e = assertThrows(InvalidInputException.class, () -> StateFile.read(file, manager));
    assertThat(e).hasMessageThat().contains(message);
    assertThat(e).hasMessageThat().contains(file.toString());
    assertThat(e.getMessage().lines().count()).isEqualTo(1);
  }

  /** A NumPy array: its header, then the bytes. */
  private static byte[] npy(String type, String shape, byte[] content) {
    String header =
        String.format("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", type, shape);
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    return ByteBuffer.allocate(10 + padded.length() + content.length)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .put(new byte[] {(byte) padded.length(), (byte) (padded.length() >> 8)})
        .put(padded.getBytes(BYTES))
        .put(content)
        .array();
  }

  private static byte[] number() {
    return npy("<f8", "1,", new byte[8]);
  }

  /** A right state file, as a folder of its entries, which can be changed. */
  private FileSystem right() throws IOException {
    Files.copy(RIGHT, file);
    return FileSystems.newFileSystem(file);
  }

  /** A right state file but for one array. */
  private void writeWith(String name, byte[] npy) throws IOException {
    try (FileSystem zip = right()) {
      Files.write(zip.getPath(name + ".npy"), npy);
    }
  }

  private static byte[] header(String json) {
    return npy("|u1", json.length() + ",", json.getBytes(BYTES));
  }

  /** Writes over some of the file's bytes. */
  private void replaceInFile(String bytes, String others) throws IOException {
    String text = Files.readString(file, BYTES);
    assertThat(text).contains(bytes);
    Files.writeString(file, text.replace(bytes, others), BYTES);
  }

  @Test
  void headerSaysWhatTheRunWas() {
    StateFile.Header header = StateFile.read(Fixtures.file("mlp-bn.npz"), manager).header();

    assertThat(header.settings().preset()).isEqualTo("mlp-bn");
    assertThat(header.settings().steps()).isEqualTo(1001);
    assertThat(header.data().path()).isEqualTo("data/names.txt");
    assertThat(header.versions().torch()).isEqualTo("2.7.1+cu126");
    assertThat(header.command()).contains("makemore.py");
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    assertRefused("no such file");
    Files.createDirectory(file);
    assertRefused("no such file");
  }

  static Stream<byte[]> damaged() throws IOException {
    byte[] right = Files.readAllBytes(RIGHT);
    byte[] flipped = right.clone();
    flipped[flipped.length / 2] ^= 0x10;
    byte[] text = "not a state file".getBytes(BYTES);
    return Stream.of(new byte[0], text, Arrays.copyOf(right, right.length / 2), flipped);
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedFileIsRefused(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    assertRefused("damaged or not a state file");
  }

  @Test
  void archiveWithoutHeaderIsRefused() throws IOException {
    try (FileSystem zip = right()) {
      Files.delete(zip.getPath("header.npy"));
    }
    assertRefused("it has no header");
  }

  /**
   * Of a pickled object, of text, of complex numbers; then of shapes with other than the two
   * numbers that there are, of which the last has 0 in 64 bits; then of shapes that are none.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|O; 1,",
        "<U4; 1,",
        "<c16; 1,",
        "<f8; 3,",
        "<f8; 1000000000000,",
        "<f8; 999999999999999999, 999999999999999999",
        "<f8; 4294967296, 4294967296",
        "<f8; -2,",
        "<f8; two,",
        "<f8; 1,,2"
      })
  void arrayOfOtherThanPlainNumbersIsRefused(String type, String shape) throws IOException {
    writeWith("losses", npy(type, shape, new byte[16]));
    assertRefused(NOT_PLAIN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 40})
  void arrayThatEndsEarlyIsRefused(int length) throws IOException {
    writeWith("losses", Arrays.copyOf(number(), length));
    assertRefused(NOT_PLAIN);
  }

  @Test
  void arrayInColumnsIsRefused() throws IOException {
    writeWith("losses", new String(number(), BYTES).replace("False", "True ").getBytes(BYTES));
    assertRefused("losses.npy is in Fortran order; expected numpy.ascontiguousarray of it");
  }

  /** DJL would take the bytes as if they were in the usual order. */
  @Test
  void bigEndianArrayIsRefused() throws IOException {
    writeWith("losses", npy(">f8", "1,", new byte[8]));
    assertRefused("losses.npy is big-endian; expected arrays of a little-endian machine");
  }

  @Test
  void entryWhoseNameIsNotUtf8IsRefused() throws IOException {
    writeWith("na\u00EFve", number());
    replaceInFile("na\u00C3\u00AFve", "na\u00C3xve");
    assertRefused("damaged or not a state file (");
  }

  /** Java writes no name twice, so one of the same length is written over. */
  @Test
  void twoArraysOfOneNameAreRefused() throws IOException {
    writeWith("lossez", number());
    replaceInFile("lossez", "losses");
    assertRefused(NOT_PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"{, 1", "[, 100000", "'{\"format\":', 100000"})
  void headerThatIsNotJsonIsRefused(String part, int times) throws IOException {
    writeWith("header", header(part.repeat(times)));
    assertRefused("damaged or not a state file (it is not JSON)");
  }

  /** What JSON can be wrong, and which settings, is tested where they are read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'format': 4; 'format': 3; it is of format 3, expected 4",
        "'format'; 'other'; it does not have format",
        "'settings'; 'other'; it does not have settings",
        "'torch'; 'other'; it does not have versions.torch",
        "'steps': 101; 'steps': 9001; `it has losses of 101 steps; expected 9001`",
        "'steps': 101; 'steps': 0; steps 0: expected a whole number from 1 to 100,000,000",
        "'batchSize': 32; 'batchSize': 1e12; settings.batchSize is of the wrong kind"
      },
      quoteCharacter = '`')
  void headerIsChecked(String right, String wrong, String message) throws IOException {
    try (FileSystem zip = right()) {
      Path header = zip.getPath("header.npy");
      String json = Files.readString(header, BYTES).replaceFirst(".*\n", "");
      String changed = json.replace(right.replace('\'', '"'), wrong.replace('\'', '"'));
      assertThat(changed).isNotEqualTo(json);
      Files.write(header, header(changed));
    }
    assertRefused(message);
  }

  /** All arrays are there without the list of them at the end. */
  @Test
  void archiveThatIsCutOffIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(RIGHT);
    Files.write(file, Arrays.copyOf(whole, whole.length - 22));
    assertRefused("it is cut off, or no NPZ archive");
  }
}
