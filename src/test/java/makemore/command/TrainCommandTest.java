package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.hash.Hashing;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.inspect.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says and leaves; most tests look at the same one. */
class TrainCommandTest {

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static Invocation train;

  @BeforeAll
  static void train() {
    data = Invocation.writeNames(folder, 300);
    run = folder.resolve("run");
    train = train(data, "run", "--preset wavenet --embedding-size 10 --steps 40 --seed 5");
  }

  private static Invocation train(Path data, String run, String options) {
    String where = "--no-plots --data " + data + " --run " + folder.resolve(run);
    return Invocation.ofLine("train " + where + " --hidden-size 10 " + options).done();
  }

  @Test
  void everythingIsSaidInOrder() {
    List<String> lines = train.lines();

    List<String> expected =
        List.of(
            "data: "
                + Pattern.quote(data.toString())
                + ", 300 words \\(300 distinct; 0 of 30 validation words.*\\)",
            "vocabulary: 27 characters, \\.abcdefghijklmnopqrstuvwxyz",
            "examples: 1,663 to train, 208 to validate, 213 to test",
            "",
            "layer                      output shape   parameters",
            "Embedding\\(27, 10\\)          \\(32, 8, 10\\)           270",
            "FlattenConsecutive\\(2\\)      \\(32, 4, 20\\)             0",
            "Linear\\(20, 10, no bias\\)    \\(32, 4, 10\\)           200",
            "BatchNorm1d\\(10\\)            \\(32, 4, 10\\)            20",
            "Tanh                       \\(32, 4, 10\\)             0",
            "FlattenConsecutive\\(2\\)      \\(32, 2, 20\\)             0",
            "Linear\\(20, 10, no bias\\)    \\(32, 2, 10\\)           200",
            "BatchNorm1d\\(10\\)            \\(32, 2, 10\\)            20",
            "Tanh                       \\(32, 2, 10\\)             0",
            "FlattenConsecutive\\(2\\)      \\(32, 20\\)                0",
            "Linear\\(20, 10, no bias\\)    \\(32, 10\\)              200",
            "BatchNorm1d\\(10\\)            \\(32, 10\\)               20",
            "Tanh                       \\(32, 10\\)                0",
            "Linear\\(10, 27\\)             \\(32, 27\\)              297",
            "total                                          1,227",
            "",
            "loss: 3\\.2958 for uniform predictions, ln\\(27\\);"
                + " \\d\\.\\d{4} in the first batch",
            "",
            "      0/     40: \\d\\.\\d{4}",
            "     39/     40: \\d\\.\\d{4}",
            "",
            "train loss       \\d\\.\\d{4}",
            "validation loss  \\d\\.\\d{4}",
            "test loss        \\d\\.\\d{4}",
            "diagnosis: too early to say after 40 steps: the loss went from .*",
            "");
    for (int i = 0; i < expected.size(); i++) {
      assertWithMessage("line " + i).that(lines.get(i)).matches(expected.get(i));
    }
    assertThat(lines).hasSize(expected.size() + 20 + 3);
    assertThat(lines.get(lines.size() - 2))
        .matches("of 20 names: \\d+ in the training part, \\d+ in the rest of the data, \\d+ new");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("the run is in " + run);
  }

  @Test
  void quietSaysOnlyWhatComesAfterTraining() {
    String quiet =
        train(data, "run", "--preset wavenet --embedding-size 10 --steps 40 --seed 5 --quiet")
            .out();

    assertThat(train.out()).endsWith(quiet);
    assertThat(quiet.strip()).startsWith("train loss");
  }

  @Test
  void anyAlphabetIsLearnedAndBlankLinesAreNoted() throws IOException {
    String words = "Ольга\r\nИрина\r\n\n\nАнна\r\nНина\r\nZoë\r\n\uD83D\uDC18\uD83D\uDC18\r\n";
    Path others = Files.writeString(folder.resolve("others.txt"), words);

    List<String> lines = train(others, "others", "--steps 1").lines();

    assertThat(lines.get(0))
        .isEqualTo(
            "data: "
                + others
                + ", 6 words (6 distinct; 0 of 1 validation words are also in the training part),"
                + " blank lines skipped: 2");
    assertThat(lines.get(1)).isEqualTo("vocabulary: 16 characters, .ZoëАИНОагилнрь\uD83D\uDC18");
  }

  @Test
  void namesInTheDataAreCounted() throws IOException {
    Path letters = Files.writeString(folder.resolve("letters.txt"), "a\n".repeat(20));

    List<String> lines = train(letters, "letters", "--preset mlp --steps 300").lines();

    List<String> names = lines.subList(lines.size() - 23, lines.size() - 3);
    long known = names.stream().filter("a"::equals).count();
    assertThat(known).isGreaterThan(0);
    assertThat(lines)
        .contains(
            "of 20 names: %d in the training part, 0 in the rest of the data, %d new"
                .formatted(known, 20 - known));
  }

  @Test
  void runFolderIsComplete() throws IOException {
    Stream<String> others =
        Stream.of(".lock", "SHA256SUMS", "data.txt", "model/makemore-0000.params", "summary.json");
    Stream<String> tables = new Recording().tables().stream().map(table -> table.name() + ".csv");

    assertThat(RunFiles.butForTimes(run).keySet())
        .containsExactlyElementsIn(Stream.concat(others, tables).toList());
    assertThat(Files.readAllLines(run.resolve("loss.csv"))).hasSize(1 + 40);
    assertThat(Files.readAllBytes(run.resolve("data.txt"))).isEqualTo(Files.readAllBytes(data));
  }

  @Test
  void summarySaysWhatTheRunWas() throws IOException {
    JsonObject summary =
        JsonParser.parseString(Files.readString(run.resolve("summary.json"))).getAsJsonObject();

    assertThat(summary.get("preset").getAsString()).isEqualTo("wavenet");
    assertThat(summary.get("parameters").getAsInt()).isEqualTo(1227);
    assertThat(summary.get("steps").getAsInt()).isEqualTo(40);
    assertThat(summary.get("seed").getAsLong()).isEqualTo(5);
    assertThat(summary.get("seconds").getAsDouble()).isGreaterThan(0.0);
    assertThat(summary.get("microsecondsPerStep").getAsDouble())
        .isWithin(1e-6)
        .of(summary.get("seconds").getAsDouble() / 40 * 1e6);
    JsonObject of = summary.getAsJsonObject("data");
    assertThat(of.get("path").getAsString()).isEqualTo(data.toString());
    assertThat(of.get("words").getAsInt()).isEqualTo(300);
    assertThat(of.get("vocabulary").getAsString()).isEqualTo(".abcdefghijklmnopqrstuvwxyz");
    assertThat(of.get("sha256").getAsString())
        .isEqualTo(Hashing.sha256().hashBytes(Files.readAllBytes(data)).toString());
    assertThat(summary.getAsJsonObject("examples").get("validation").getAsInt()).isEqualTo(208);
    double loss = summary.getAsJsonObject("loss").get("validation").getAsDouble();
    assertThat(train.lines()).contains(String.format("validation loss  %.4f", loss));
    List<String> names =
        summary.getAsJsonArray("names").asList().stream().map(name -> name.getAsString()).toList();
    assertThat(names).hasSize(20);
    assertThat(train.lines()).containsAtLeastElementsIn(names).inOrder();
    assertThat(summary.getAsJsonObject("versions").keySet())
        .containsExactly("djl", "pytorch", "java", "os");
  }

  /** The names go on with the training's draws, which are made again. */
  @Test
  void sampleGivesTheNamesOfTheRun() {
    List<String> names = Invocation.ofLine("sample --run " + run).done().lines();
    assertThat(names).hasSize(20);
    assertThat(train.lines()).containsAtLeastElementsIn(names).inOrder();
  }

  private static List<String[]> rows(String table, String pattern) throws IOException {
    return Files.readAllLines(run.resolve(table + ".csv")).stream()
        .filter(row -> row.matches(pattern))
        .map(row -> row.split(","))
        .toList();
  }

  /** Of the first batch norm 32 examples in 4 times, of the last 32 in one. */
  @Test
  void activationsOverTimeAreJoined() throws IOException {
    Map<Integer, Long> examples =
        rows("batch-norm-examples", "39,\\d+,0,.*").stream()
            .map(row -> Integer.valueOf(row[1]))
            .collect(Collectors.groupingBy(layer -> layer, TreeMap::new, Collectors.counting()));

    assertThat(examples.values()).containsExactly(128L, 64L, 32L).inOrder();
  }

  /** However often a neuron gives an output for an example, the example is one. */
  @Test
  void deadNeuronsAreCountedOverExamples() throws IOException {
    List<String[]> rows = rows("dead-neurons", "39,.*");

    assertThat(rows).hasSize(3);
    assertThat(rows.stream().map(row -> row[2]).distinct().toList()).hasSize(1);
    assertThat(rows.stream().map(row -> row[3]).distinct().toList()).containsExactly("10");
  }
}
