package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

  @TempDir private Path folder;
  private Path file;
  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void nameFile() {
    file = folder.resolve("state.npz");
  }

  @AfterEach
  void closeManager() {
    manager.close();
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
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** An NPZ archive with one array. */
  private void write(String name, String type, byte[] content) throws IOException {
    write(Map.of(name + ".npy", npy(type, content.length + ",", content)));
  }

  /** The entries of a right state file, to be changed. */
  private static Map<String, byte[]> right() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Fixtures.file("mlp")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** A right state file but for one array. */
  private void writeWith(String name, byte[] npy) throws IOException {
    Map<String, byte[]> entries = right();
    entries.put(name + ".npy", npy);
    write(entries);
  }

  /** A right state file but for something in its header. */
  private void writeWithHeader(String regex, String replacement) throws IOException {
    String text = new String(right().get("header.npy"), StandardCharsets.ISO_8859_1);
    String json = text.substring(text.indexOf('\n') + 1);
    String changed = json.replaceAll(regex, replacement);
    assertThat(changed).isNotEqualTo(json);
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    writeWith("header", npy("|u1", bytes.length + ",", bytes));
  }

  private void writeHeader(String json) throws IOException {
    write("header", "|u1", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headerSaysWhatTheRunWas() {
    StateFile.Header header = StateFile.read(Fixtures.file("mlp-bn"), manager).header();

    assertThat(header.settings().preset()).isEqualTo("mlp-bn");
    assertThat(header.settings().steps()).isEqualTo(1001);
    assertThat(header.data().path()).isEqualTo("data/names.txt");
    assertThat(header.versions().torch()).isEqualTo("2.7.1+cu126");
    assertThat(header.command()).contains("makemore.py");
  }

  @Test
  void missingFileIsNamed() {
    assertRefused("no such file");
  }

  @Test
  void folderIsRefused() throws IOException {
    Files.createDirectory(file);
    assertRefused("no such file");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.createFile(file);
    assertRefused("damaged or not a state file");
  }

  @Test
  void textIsRefused() throws IOException {
    Files.writeString(file, "not a state file");
    assertRefused("damaged or not a state file");
  }

  @Test
  void truncatedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.file("mlp"));
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused("damaged or not a state file");
  }

  @Test
  void flippedByteIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.file("mlp"));
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
    assertRefused("damaged or not a state file");
  }

  @Test
  void archiveWithoutHeaderIsRefused() throws IOException {
    write("names", "|u1", new byte[] {1});
    assertRefused("it has no header");
  }

  /** The first is a pickled object, the second text, the third of complex numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"|O", "<U9", "<c16"})
  void arrayOfOtherThanPlainNumbersIsRefused(String type) throws IOException {
    writeWith("losses", npy(type, "1,", new byte[16]));
    assertRefused("it is no archive of plain arrays");
  }

  /** The last product is 0 in 64 bits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2,",
        "1000000000000,",
        "999999999999999999,",
        "999999999999999999, 999999999999999999",
        "4294967296, 4294967296"
      })
  void shapeOfOtherThanTheNumbersThereAreIsRefused(String shape) throws IOException {
    writeWith("losses", npy("<f8", shape, new byte[8]));
    assertRefused("it is no archive of plain arrays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1,", "1.5,", "one,", "99999999999999999999,", "1,,2"})
  void shapeThatIsNoneIsRefused(String shape) throws IOException {
    writeWith("losses", npy("<f8", shape, new byte[8]));
    assertRefused("it is no archive of plain arrays");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9, 10, 40})
  void arrayThatEndsEarlyIsRefused(int length) throws IOException {
    writeWith("losses", Arrays.copyOf(npy("<f8", "1,", new byte[8]), length));
    assertRefused("it is no archive of plain arrays");
  }

  @Test
  void arrayInColumnsIsRefused() throws IOException {
    String text = new String(npy("<f8", "1,", new byte[8]), StandardCharsets.ISO_8859_1);
    writeWith("losses", text.replace("False", "True ").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("it is no archive of plain arrays");
  }

  @Test
  void entryWhoseNameIsNotUtf8IsRefused() throws IOException {
    write(Map.of("na\u00EFve.npy", npy("<f8", "1,", new byte[8])));
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(file, text.replace('\u00AF', 'x').getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("damaged or not a state file (");
  }

  /** Java writes no name twice, so one of the same length is written over in the bytes. */
  @Test
  void twoArraysOfOneNameAreRefused() throws IOException {
    writeWith("lossez", npy("<f8", "1,", new byte[8]));
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(file, text.replace("lossez", "losses").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("it is no archive of plain arrays");
  }

  @Test
  void headerThatIsNotJsonIsRefused() throws IOException {
    writeHeader("{");
    assertRefused("damaged or not a state file (it is not JSON)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"format\":"})
  void deepHeaderIsRefused(String level) throws IOException {
    writeHeader(level.repeat(100_000));
    assertRefused("(it is not JSON)");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    writeHeader("{\"format\": 2}");
    assertRefused("format 2, expected 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "settings",
        "settings.learningRate",
        "settings.steps",
        "versions",
        "versions.torch",
        "machine.kernels",
        "data.path"
      })
  void headerWithoutOneOfItsPartsIsRefused(String part) throws IOException {
    writeWithHeader("\"" + part.replaceFirst(".*\\.", "") + "\": ", "\"other\": ");
    assertRefused("it does not have " + part);
  }

  @Test
  void fewerLossesThanStepsAreRefused() throws IOException {
    writeWithHeader("\"steps\": 1001", "\"steps\": 9001");
    assertRefused("it has 1001 losses of 9001 steps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "blockSize; 0; block size 0: expected a whole number from 1 to 1,000,000",
        "hiddenSize; -1; hidden size -1: expected a whole number from 1 to 1,000,000",
        "steps; 0; steps 0: expected a whole number from 1 to 100,000,000",
        "learningRate; NaN; learning rate NaN: expected a number above 0, at most 1000.0",
        "learningRate; Infinity; learning rate Infinity: expected a number above 0, at most 1000.0",
        "learningRate; -0.1; learning rate -0.1: expected a number above 0, at most 1000.0",
        "learningRate; 1e999; learning rate Infinity: expected a number above 0, at most 1000.0",
        "batchSize; 1e12; settings.batchSize is of the wrong kind or out of range",
        "steps; 1000000000000; settings.steps is of the wrong kind or out of range"
      })
  void settingIsCheckedAsAnOptionWouldBe(String setting, String value, String message)
      throws IOException {
    writeWithHeader("\"" + setting + "\": [^,]*", "\"" + setting + "\": " + value);
    assertRefused(message);
  }

  /** DJL would take the bytes as if they were in the usual order. */
  @Test
  void arraysInAnotherOrderAreRefused() throws IOException {
    writeWith("randn", npy(">f4", "1,", new byte[4]));
    assertRefused("randn.npy is big-endian; expected arrays of a little-endian machine");

    byte[] fortran = npy("<f4", "1,", new byte[4]);
    String header = new String(fortran, StandardCharsets.ISO_8859_1);
    String other = header.replace("'fortran_order': False", "'fortran_order': True ");
    writeWith("randn", other.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("randn.npy is in Fortran order; expected numpy.ascontiguousarray of it");
  }

  /** All arrays are there without the list of them at the end. */
  @Test
  void archiveThatIsCutOffIsRefused() throws IOException {
    write(right());
    byte[] whole = Files.readAllBytes(file);
    assertThat(StateFile.read(file, manager).arrays()).isNotEmpty();
    Files.write(file, Arrays.copyOf(whole, whole.length - 22));
    assertRefused("it is cut off, or no NPZ archive");
  }
}
