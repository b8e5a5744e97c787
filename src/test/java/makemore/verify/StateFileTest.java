package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import makemore.text.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** An NPZ archive with one array: NumPy's header, then the bytes. */
  private void write(String name, String type, byte[] content) throws IOException {
    String header =
        String.format(
            "{'descr': '%s', 'fortran_order': False, 'shape': (%d,), }", type, content.length);
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name + ".npy"));
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      zip.write(new byte[] {(byte) padded.length(), (byte) (padded.length() >> 8)});
      zip.write(padded.getBytes(StandardCharsets.US_ASCII));
      zip.write(content);
    }
  }

  private void writeHeader(String json) throws IOException {
    write("header", "|u1", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headerSaysWhatTheRunWas() {
    StateFileHeader header = StateFile.read(Fixtures.file("mlp-bn"), manager).header();

    assertThat(header.configuration().toConfiguration().preset()).isEqualTo("mlp-bn");
    assertThat(header.configuration().steps()).isEqualTo(1001);
    assertThat(header.data().path()).isEqualTo("data/names.txt");
    assertThat(header.versions()).containsKey("torch");
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
    write("losses", "|u1", new byte[] {1});
    assertRefused("no header");
  }

  @Test
  void pickledObjectIsRefused() throws IOException {
    write("header", "|O", "cos\nsystem\n(S'false'\ntR.".getBytes(StandardCharsets.US_ASCII));
    assertRefused("damaged or not a state file");
  }

  @Test
  void headerThatIsNotJsonIsRefused() throws IOException {
    writeHeader("{");
    assertRefused("damaged or not a state file");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    writeHeader("{\"format\": 1}");
    assertRefused("version 1, expected 2");
  }

  @Test
  void headerWithoutConfigurationIsRefused() throws IOException {
    writeHeader("{\"format\": 2, \"versions\": {}, \"machine\": {}, \"data\": {}}");
    assertRefused("its header is not complete");
  }

  @Test
  void unknownPresetIsRefused() throws IOException {
    writeHeader(
        "{\"format\": 2, \"versions\": {}, \"machine\": {}, \"data\": {\"path\": \"a\", \"sha256\": \"b\"},"
            + " \"configuration\": {\"preset\": \"tiny\"}}");
    assertRefused("unknown preset tiny");
  }

  @Test
  void fewerLossesThanStepsAreRefused() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Fixtures.file("mlp")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    String header = new String(entries.get("header.npy"), StandardCharsets.ISO_8859_1);
    entries.put(
        "header.npy",
        header.replace("\"steps\": 1001", "\"steps\": 9001").getBytes(StandardCharsets.ISO_8859_1));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    assertRefused("it has 1001 losses of 9001 steps");
  }

  @Test
  void sizeOfZeroIsRefused() throws IOException {
    writeHeader(
        "{\"format\": 2, \"versions\": {}, \"machine\": {}, \"data\": {\"path\": \"a\", \"sha256\": \"b\"},"
            + " \"configuration\": {\"preset\": \"mlp\", \"blockSize\": 3, \"embeddingSize\": 10,"
            + " \"hiddenSize\": 0, \"hiddenLayers\": 1, \"batchSize\": 32, \"steps\": 1}}");
    assertRefused("a size or number of steps is not positive");
  }
}
