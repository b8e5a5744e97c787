package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import makemore.train.Layers;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose files someone has changed, and perhaps their sums too. */
class DamagedRunTest extends StoredRunTest {

  @BeforeEach
  void writeRun() throws IOException {
    write(10, loss(1));
  }

  private String damageOf(String name, Executable read) {
    String message = errorOf(read);
    String start = file(name) + ": missing or damaged (";
    String end = "); train the run again";
    assertThat(message).startsWith(start);
    assertThat(message).endsWith(end);
    assertThat(message.lines().toList()).hasSize(1);
    return message.substring(start.length(), message.length() - end.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary.json", "SHA256SUMS"})
  void runWithoutItsSummaryOrSumsIsRefused(String name) throws IOException {
    Files.delete(file(name));

    assertThat(damageOf(name, folder::summary)).isEqualTo("there is no such file");
  }

  @Test
  void allChangedAndMissingFilesAreNamed() throws IOException {
    Files.delete(file("data.txt"));
    for (String name : List.of("loss.csv", PARAMETERS, "summary.json")) {
      byte[] bytes = Files.readAllBytes(file(name));
      bytes[bytes.length - 2] ^= 1;
      Files.write(file(name), bytes);
    }

    assertThat(errorOf(folder::summary))
        .isEqualTo(
            path
                + ": changed since the run was written: data.txt, loss.csv, "
                + PARAMETERS
                + ", summary.json; train the run again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"format\": 1,", "\"format\": 5,"})
  void runOfAnotherVersionIsRefused(String format) throws IOException {
    String text = Files.readString(file("summary.json"));
    forge("summary.json", text.replace("\"format\": 4,", format));

    assertThat(errorOf(folder::summary))
        .isEqualTo(path + ": was written by another version of this program; train the run again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"steps\": 10",
        "{\"format\": \"two\"}",
        "{\"format\": 4}",
      })
  void damagedSummaryIsRefused(String text) throws IOException {
    forge("summary.json", text);

    damageOf("summary.json", folder::summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\"steps\": 10'; '\"steps\": \"ten\"'; steps",
        "'\"steps\": 10'; '\"steps\": 0'; steps",
        "'\"parameters\": 77,\n  \"steps\": 10,'; '\"parameters\": 77,'; steps",
        "'\"parameters\": 77,\n  \"steps\": 10,'; '\"parameters\": 77,\n  \"steps\": 11,'; steps",
        "'\n  \"preset\": \"deep-bn\"'; '\n  \"preset\": \"deep\"'; preset",
        "'\"parameters\": 77'; '\"parameters\": 78'; its parameters",
        "'\"learningRate\": 0.1'; '\"learningRate\": NaN'; learning rate NaN",
        "'\"batchSize\": 32'; '\"batchSize\": 0'; batch size 0",
        "'\"epsilon\": 1.0E-5'; '\"epsilon\": -1'; epsilon",
        "'\"momentum\": 0.1'; '\"momentum\": NaN'; momentum",
        "'\"batchNorm\": \"ALL\"'; '\"batchNorm\": null'; settings.batchNorm",
        "'\"blockSize\": 2'; '\"blockSize\": 0'; "
            + "block size 0: expected a whole number from 1 to 1,000,000",
        "'\"vocabulary\": \".aemv\"'; '\"vocabulary\": \"aemv\"'; ''",
        "'\"vocabulary\": \".aemv\"'; '\"vocabulary\": null'; data.vocabulary",
        "'\"hiddenSize\"'; '\"hidden\"'; it does not have settings.hiddenSize",
        "'\"hiddenSize\": 4'; '\"hiddenSize\": 5'; its parameters",
        "'\"loss\": {'; '\"lost\": {'; loss",
        "'\n  \"preset\"'; '\n  \"presets\"'; preset",
        "'\"layers\": \"FUSED\"'; '\"layers\": \"FAST\"'; layers"
      })
  void wrongValueInTheSummaryIsNamed(String right, String wrong, String named) throws IOException {
    String text = Files.readString(file("summary.json"));
    assertThat(text).contains(right);
    forge("summary.json", text.replace(right, wrong));

    assertThat(damageOf("summary.json", folder::summary)).contains(named);
  }

  /** Whatever it is that is not a value: a mark, a type, a name, a length; or what is not there. */
  static Stream<Named<UnaryOperator<String>>> parameterDamages() {
    return Stream.of(
        Named.of("cut off", text -> text.substring(0, text.length() - 1)),
        Named.of("another mark", text -> withLast(text, "NDAR", "NDAS")),
        Named.of("another type", text -> withLast(text, "FLOAT32", "FLOAT33")),
        Named.of("another name", text -> withLast(text, "P\1\0\6weight", "P\1\0\6weighu")),
        Named.of("too long", DamagedRunTest::withGreatLength),
        Named.of("one left out", DamagedRunTest::withoutLastGamma));
  }

  private static String withLast(String text, String right, String wrong) {
    int last = text.lastIndexOf(right);
    return text.substring(0, last) + wrong + text.substring(last + right.length());
  }

  /** The length of the last array's values is in the four bytes before them. */
  private static String withGreatLength(String text) {
    int length = text.length() - VOCABULARY.length() * Float.BYTES - 4;
    return text.substring(0, length) + "\177" + text.substring(length + 1);
  }

  /** DJL leaves such a parameter as it was. */
  private static String withoutLastGamma(String text) {
    int gamma = text.lastIndexOf("P\1\0\5gamma");
    int beta = text.indexOf("P\1\0\4beta", gamma);
    return text.substring(0, gamma) + "N" + text.substring(beta - 1) + "\0".repeat(99);
  }

  @ParameterizedTest
  @MethodSource("parameterDamages")
  void damagedParametersAreRefused(UnaryOperator<String> damage) throws IOException {
    Summary summary = folder.summary();
    Path parameters = file(PARAMETERS);
    String damaged = damage.apply(Files.readString(parameters, ISO_8859_1));
    Files.writeString(parameters, damaged, ISO_8859_1);

    damageOf(PARAMETERS, () -> folder.model(summary).close());
  }

  @Test
  void parametersOfAnotherHiddenSizeAreRefused() {
    Settings wrong = summary(10).settings().withHiddenSize(5);
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      model.setBlock(Layers.PLAIN.network(wrong, VOCABULARY.length()));

      damageOf(PARAMETERS, () -> folder.load(model));
    }
  }

  @Test
  void missingOrOtherDataAreRefused() throws IOException {
    Path data = Files.writeString(file("data.txt"), "emma\neva\n");
    assertThat(damageOf("data.txt", () -> folder.words(summary(10))))
        .isEqualTo("its SHA-256 is not the one in summary.json");

    Files.delete(data);
    assertThat(errorOf(() -> folder.words(summary(10)))).startsWith(data + ": no such file");
  }
}
