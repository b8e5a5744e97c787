package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.text.WordFile;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class RunFolderTest {

  private static final String VOCABULARY = ".aemv";

  @TempDir private Path parent;
  private Path path;
  private RunFolder folder;
  private WordFile data;

  @BeforeEach
  void writeData() throws IOException {
    path = parent.resolve("run");
    folder = new RunFolder(path);
    data = WordFile.read(Files.writeString(parent.resolve("words.txt"), "emma\nava\n"));
  }

  private Summary summary(int steps) {
    Preset preset = Preset.DEEP_BN;
    Settings settings =
        preset
            .settings()
            .withBlockSize(2)
            .withEmbeddingSize(3)
            .withHiddenSize(4)
            .withHiddenLayers(1)
            .withSteps(steps)
            .withSeed(7)
            .withSampleSeed(8L);
    return new Summary(
        Summary.FORMAT,
        preset.toString(),
        settings,
        77,
        steps,
        7,
        new Summary.Data("words.txt", data.sha256(), 2, VOCABULARY),
        new Summary.ExampleCounts(5, 4, 3),
        new Evaluation(1.5, 2.25, 1 / 3.0),
        Layers.FUSED,
        1,
        12.5,
        400,
        Map.of("java", "17"),
        List.of("emma", "\"a<b>'é"));
  }

  private static Table loss(float... losses) {
    Table table = emptyLoss();
    for (int i = 0; i < losses.length; i++) {
      table.intColumn(0).append(i);
      table.floatColumn(1).append(losses[i]);
    }
    return table;
  }

  private static Table emptyLoss() {
    return Table.create("loss", IntColumn.create("step"), FloatColumn.create("loss"));
  }

  private float[][] write(int steps, Table... tables) throws IOException {
    Summary summary = summary(steps);
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      Network network = Layers.PLAIN.network(summary.settings(), VOCABULARY.length());
      model.setBlock(network);
      network.initialize(model.getNDManager(), new Shape(1, 2));
      folder.lock().close();
      folder.write(summary, model, data, List.of(tables));
      return valuesOf(network);
    }
  }

  private Path writeCheckpoint() throws IOException {
    write(10);
    Summary summary = folder.summary();
    try (Model model = folder.model(summary)) {
      folder.writeCheckpoint(summary, model, data, List.of(loss(1, 2)));
    }
    return file("checkpoint.zip");
  }

  private static float[][] valuesOf(Network network) {
    return network.getParameters().values().stream()
        .map(Parameter::getArray)
        .map(array -> array.toFloatArray())
        .toArray(float[][]::new);
  }

  private Map<String, String> digests() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        // On Windows the separator is another.
        String name = path.relativize(file).toString().replace('\\', '/');
        files.put(name, DigestUtils.sha256Hex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static String errorOf(Executable read) {
    return assertThrows(InvalidInputException.class, read).getMessage();
  }

  private void readModel() {
    folder.model(folder.summary()).close();
  }

  /** Changes a file as one does who makes new sums, too. */
  private void forge(String name, String text) throws IOException {
    Files.writeString(file(name), text);
    Files.delete(file("SHA256SUMS"));
    new Sha256Sums(path).write();
  }

  private Path file(String name) {
    return path.resolve(Path.of("", name.split("/")));
  }

  @Test
  void summaryIsReadAsItWasWritten() throws IOException {
    write(10);

    assertThat(folder.summary()).isEqualTo(summary(10));
  }

  @Test
  void modelIsReadAsItWasWritten() throws IOException {
    float[][] written = write(10);

    try (Model model = folder.model(folder.summary())) {
      assertThat(valuesOf((Network) model.getBlock())).isEqualTo(written);
    }
  }

  @Test
  void dataAreReadAsTheyWereWritten() throws IOException {
    write(10);

    assertThat(folder.words(folder.summary()).words()).containsExactly("emma", "ava").inOrder();
  }

  @Test
  void tableIsReadAtFullPrecision() throws IOException {
    float[] losses = {3.2870309f, 1.17549435e-38f, 0.1f, 3.4028235e38f};
    write(10, loss(losses));

    Table read = folder.table(emptyLoss());

    assertThat(read.name()).isEqualTo("loss");
    assertThat(read.intColumn("step").asObjectArray())
        .asList()
        .containsExactly(0, 1, 2, 3)
        .inOrder();
    assertThat(read.floatColumn("loss").asFloatArray()).isEqualTo(losses);
  }

  @Test
  void csvHasTheColumnsOfItsTable() throws IOException {
    write(10, loss(3.25f, 0.1f));

    assertThat(Files.readAllLines(file("loss.csv")))
        .containsExactly("step,loss", "0,3.25", "1,0.1")
        .inOrder();
  }

  @Test
  void folderHoldsTheRunAndNothingElse() throws IOException {
    write(10, loss(1));

    assertThat(digests().keySet())
        .containsExactly(
            ".lock",
            "SHA256SUMS",
            "data.txt",
            "loss.csv",
            "model/makemore-0000.params",
            "summary.json");
    try (Stream<Path> files = Files.list(path)) {
      assertThat(files.map(Path::getFileName).map(Path::toString).toList())
          .containsExactly(".lock", "SHA256SUMS", "data.txt", "loss.csv", "model", "summary.json");
    }
  }

  @Test
  void laterRunReplacesAnEarlierOne() throws IOException {
    write(10, loss(1));
    float[][] later = write(20, loss(1, 2));

    assertThat(folder.summary().steps()).isEqualTo(20);
    assertThat(folder.table(emptyLoss()).rowCount()).isEqualTo(2);
    try (Model model = folder.model(folder.summary())) {
      assertThat(valuesOf((Network) model.getBlock())).isEqualTo(later);
    }
  }

  /** A table cannot be written into a folder that does not exist. */
  @Test
  void runThatCannotBeWrittenLeavesTheEarlierOne() throws IOException {
    write(10, loss(1));
    Map<String, String> before = digests();
    Table unwritable = loss(1);
    unwritable.setName("no-such-folder/loss");

    assertThat(errorOf(() -> write(20, unwritable)))
        .startsWith(path + ": the folder cannot be written (");

    assertThat(digests()).isEqualTo(before);
    assertThat(folder.summary()).isEqualTo(summary(10));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tableThatFillsTheDiskCannotBeWritten() throws IOException {
    folder.lock().close();
    Path full = Files.createSymbolicLink(file("loss.csv"), Path.of("/dev/full"));

    IOException e = assertThrows(IOException.class, () -> Csv.write(path, List.of(loss(1))));
    Files.delete(full);

    assertThat(e).hasMessageThat().contains("No space left");
  }

  @Test
  void folderIsMadeWithItsParents() throws IOException {
    RunFolder deep = new RunFolder(parent.resolve("a").resolve("b"));

    deep.lock().close();

    assertThat(Files.isDirectory(deep.path())).isTrue();
    assertThat(deep.path().toFile().list()).asList().containsExactly(".lock");
  }

  @Test
  void folderWithWhatAKilledProcessLeftIsAccepted() throws IOException {
    Files.createDirectories(path.resolve(".incoming123").resolve("model"));
    folder.lock().close();
    write(10);

    assertThat(folder.summary()).isEqualTo(summary(10));
  }

  @Test
  void folderWithOtherFilesIsRefused() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("thesis.txt"), "mine");

    assertThat(errorOf(folder::lock))
        .isEqualTo(path + ": is not empty and was not made by this command; expected a new folder");
    assertThat(path.toFile().list()).asList().containsExactly("thesis.txt");
  }

  @Test
  void fileInTheFoldersPlaceIsRefused() throws IOException {
    Files.writeString(path, "a file");

    assertThat(errorOf(folder::lock)).startsWith(path + ": the folder cannot be written (");
    assertThat(Files.readString(path)).isEqualTo("a file");
  }

  @Test
  void folderBelowAFileIsRefused() {
    RunFolder below = new RunFolder(parent.resolve("words.txt").resolve("run"));

    assertThat(errorOf(below::lock)).startsWith(below.path() + ": the folder cannot be written (");
  }

  @Test
  void folderWithoutSummaryIsRefusedInPlainWords() throws IOException {
    write(10);
    Files.delete(file("summary.json"));

    assertThat(errorOf(folder::summary))
        .isEqualTo(
            file("summary.json")
                + ": missing or damaged (there is no such file); train the run again");
  }

  @Test
  void picturesOfAnEarlierRunAreDeleted() throws IOException {
    write(10);
    Files.createDirectories(folder.plots());

    write(20);

    assertThat(Files.exists(folder.plots())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"format\": 1,", "\"format\": 3,"})
  void runOfAnotherVersionIsRefused(String format) throws IOException {
    write(10);
    String text = Files.readString(file("summary.json"));
    forge("summary.json", text.replace("\"format\": 2,", format));

    assertThat(errorOf(folder::summary))
        .isEqualTo(path + ": was written by another version of this program; train the run again");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    write(10);
    String text = Files.readString(file("summary.json"));
    forge("summary.json", text.replace("\"hiddenSize\"", "\"hidden\""));

    assertThat(errorOf(folder::summary)).contains("(it does not have settings.hiddenSize)");
  }

  @Test
  void numberOutOfItsRangeIsNamed() throws IOException {
    write(10);
    String text = Files.readString(file("summary.json"));
    forge("summary.json", text.replace("\"blockSize\": 2", "\"blockSize\": 0"));

    assertThat(errorOf(folder::summary))
        .contains("(block size 0: expected a whole number from 1 to 1,000,000)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"steps\": 10",
        "\"steps\"",
        "{\"format\": \"two\"}",
        "{\"format\": 2}",
        "{\"format\": 2, \"settings\": {}, \"data\": {}, \"names\": []}"
      })
  void damagedSummaryIsRefused(String text) throws IOException {
    write(10);
    forge("summary.json", text);

    assertDamaged("summary.json", folder::summary);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"steps\": 10', '\"steps\": \"ten\"'",
    "'\"steps\": 10', '\"steps\": 0'",
    "'\"steps\": 10', '\"steps\": -1'",
    "'\"parameters\": 77,\n  \"steps\": 10,', '\"parameters\": 77,'",
    "'\"parameters\": 77,\n  \"steps\": 10,', '\"parameters\": 77,\n  \"steps\": 11,'",
    "'\n  \"preset\": \"deep-bn\"', '\n  \"preset\": \"deep\"'",
    "'\"parameters\": 77', '\"parameters\": 78'",
    "'\"learningRate\": 0.1', '\"learningRate\": NaN'",
    "'\"learningRate\": 0.1', '\"learningRate\": -0.1'",
    "'\"batchSize\": 32', '\"batchSize\": 0'",
    "'\"batchSize\": 32', '\"batchSize\": -1'",
    "'\"epsilon\": 1.0E-5', '\"epsilon\": -1'",
    "'\"momentum\": 0.1', '\"momentum\": NaN'",
    "'\"batchNorm\": \"ALL\"', '\"batchNorm\": null'",
    "'\"blockSize\": 2', '\"blockSize\": 0'",
    "'\"vocabulary\": \".aemv\"', '\"vocabulary\": \"aemv\"'",
    "'\"vocabulary\": \".aemv\"', '\"vocabulary\": null'",
    "'\"gain\": 1.0', '\"gained\": 1.0'",
    "'\"loss\": {', '\"lost\": {'",
    "'\n  \"preset\"', '\n  \"presets\"'",
    "'\"layers\": \"FUSED\"', '\"layers\": \"FAST\"'"
  })
  void summaryWithAWrongValueIsRefused(String right, String wrong) throws IOException {
    write(10);
    String text = Files.readString(file("summary.json"));
    assertThat(text).contains(right);
    forge("summary.json", text.replace(right, wrong));

    assertDamaged("summary.json", folder::summary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary.json", "data.txt", "loss.csv", "model/makemore-0000.params"})
  void changedFileIsNamed(String name) throws IOException {
    write(10, loss(1));
    byte[] bytes = Files.readAllBytes(file(name));
    bytes[bytes.length - 2] ^= 1;
    Files.write(file(name), bytes);

    assertThat(errorOf(folder::summary))
        .isEqualTo(path + ": changed since the run was written: " + name + "; train the run again");
  }

  @Test
  void allChangedFilesAreNamed() throws IOException {
    write(10, loss(1));
    Files.delete(file("data.txt"));
    Files.writeString(file("loss.csv"), "step,loss\n");

    assertThat(errorOf(folder::summary)).contains(" was written: data.txt, loss.csv;");
  }

  @Test
  void runWithoutSumsIsRefused() throws IOException {
    write(10);
    Files.delete(file("SHA256SUMS"));

    assertDamaged("SHA256SUMS", folder::summary);
  }

  @Test
  void truncatedParametersAreRefused() throws IOException {
    write(10);
    Summary summary = folder.summary();
    Path parameters = file("model/makemore-0000.params");
    byte[] bytes = Files.readAllBytes(parameters);
    Files.write(parameters, Arrays.copyOf(bytes, bytes.length - 1));

    assertDamaged("model/makemore-0000.params", () -> folder.model(summary).close());
  }

  /** Whatever byte it is that is not a value: a length, a shape, a name, a type. */
  @Test
  void parametersThatDescribeThemselvesOtherwiseAreRefused() throws IOException {
    write(10);
    Summary summary = folder.summary();
    Path parameters = file("model/makemore-0000.params");
    byte[] bytes = Files.readAllBytes(parameters);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    // A parameter's name follows its mark, version and length.
    for (String described : List.of("NDAR", "FLOAT32", "P\u0001\u0000\u0006weight")) {
      byte[] wrong = bytes.clone();
      wrong[text.lastIndexOf(described) + described.length() - 1] ^= 1;
      Files.write(parameters, wrong);
      assertDamaged("model/makemore-0000.params", () -> folder.model(summary).close());
    }
    byte[] tooLong = bytes.clone();
    // The length of the last array's values, four bytes before them.
    tooLong[bytes.length - VOCABULARY.length() * Float.BYTES - 4] = 0x7f;
    Files.write(parameters, tooLong);
    assertDamaged("model/makemore-0000.params", () -> folder.model(summary).close());
  }

  /** DJL leaves such a parameter as it was. */
  @Test
  void parameterThatIsLeftOutIsRefused() throws IOException {
    write(10);
    Summary summary = folder.summary();
    Path parameters = file("model/makemore-0000.params");
    String text = Files.readString(parameters, StandardCharsets.ISO_8859_1);
    int gamma = text.lastIndexOf("P\u0001\u0000\u0005gamma");
    int beta = text.indexOf("P\u0001\u0000\u0004beta", gamma);
    String without = text.substring(0, gamma) + "N" + text.substring(beta - 1) + "\0".repeat(99);
    Files.writeString(parameters, without, StandardCharsets.ISO_8859_1);

    assertDamaged("model/makemore-0000.params", () -> folder.model(summary).close());
  }

  @Test
  void parametersOfAnotherHiddenSizeAreRefused() throws IOException {
    write(10);
    Settings wrong = summary(10).settings().withHiddenSize(5);
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      model.setBlock(Layers.PLAIN.network(wrong, VOCABULARY.length()));

      assertDamaged("model/makemore-0000.params", () -> folder.load(model));
    }
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() throws IOException {
    write(10);
    String text = Files.readString(file("summary.json"));
    assertThat(text).contains("\"hiddenSize\": 4");
    forge("summary.json", text.replace("\"hiddenSize\": 4", "\"hiddenSize\": 5"));

    assertDamaged("summary.json", this::readModel);
  }

  @Test
  void missingDataAreRefused() throws IOException {
    write(10);
    Files.delete(file("data.txt"));

    assertThat(errorOf(() -> folder.words(summary(10))))
        .startsWith(file("data.txt") + ": no such file");
  }

  @Test
  void tamperedDataAreRefused() throws IOException {
    write(10);
    Files.writeString(file("data.txt"), "emma\neva\n");

    assertThat(errorOf(() -> folder.words(summary(10))))
        .isEqualTo(
            file("data.txt")
                + ": missing or damaged (its SHA-256 is not the one in summary.json); train the run"
                + " again");
  }

  @Test
  void checkpointIsReadAsItWasWritten() throws IOException {
    writeCheckpoint();

    try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
      assertThat(checkpoint.summary()).isEqualTo(summary(10));
      assertThat(checkpoint.run().table(emptyLoss()).rowCount()).isEqualTo(2);
      assertThat(checkpoint.run().words(checkpoint.summary()).words()).hasSize(2);
    }
  }

  @Test
  void checkpointThatIsCutOffIsRefused() throws IOException {
    Path checkpoint = writeCheckpoint();
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length - 1));

    assertDamaged("checkpoint.zip", () -> Checkpoint.latest(folder).close());
  }

  @Test
  void changedByteInACheckpointIsNamed() throws IOException {
    Path checkpoint = writeCheckpoint();
    byte[] bytes = Files.readAllBytes(checkpoint);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("step,loss") + 1] ^= 1;
    Files.write(checkpoint, bytes);

    assertThat(errorOf(() -> Checkpoint.latest(folder).close()))
        .contains("changed since the run was written: loss.csv");
  }

  @Test
  void missingTableIsRefused() throws IOException {
    write(10);

    assertDamaged("loss.csv", () -> folder.table(emptyLoss()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"step,loss\n0,high\n", "step,loss\n0,1,2\n", "step\n0\n", ""})
  void damagedTableIsRefused(String text) throws IOException {
    write(10, loss(1));
    Files.writeString(file("loss.csv"), text);

    assertDamaged("loss.csv", () -> folder.table(emptyLoss()));
  }

  private void assertDamaged(String name, Executable read) {
    String message = errorOf(read);
    assertThat(message).startsWith(file(name) + ": missing or damaged (");
    assertThat(message).endsWith("); train the run again");
    assertThat(message.lines().toList()).hasSize(1);
  }
}
