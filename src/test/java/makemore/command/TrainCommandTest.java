package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

  private static final int NAMES = 300;
  private static final String OTHER_OPTIONS =
      "'--resume: the run was started with other options; leave out all but --steps and"
          + " --sample-seed'";

  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeData() {
    data = Invocation.writeNames(folder, NAMES);
    run = folder.resolve("run");
  }

  /** Trains a small network, without a word on standard error. */
  private Invocation train(Path run, String options) {
    Invocation train =
        Invocation.ofLine(
            "train --no-plots --data " + data + " --run " + run + " --hidden-size 10 " + options);
    assertThat(train.err()).isEmpty();
    assertThat(train.status()).isEqualTo(0);
    return train;
  }

  private static JsonObject summaryOf(Path run) throws IOException {
    return JsonParser.parseString(Files.readString(run.resolve("summary.json"))).getAsJsonObject();
  }

  @Test
  void everythingIsSaidInOrder() {
    List<String> lines = train(run, "--preset mlp-bn --steps 40").lines();

    List<String> expected =
        List.of(
            "data: " + Pattern.quote(data.toString()) + ", 300 words",
            "vocabulary: 27 characters, \\.abcdefghijklmnopqrstuvwxyz",
            "examples: 1,663 to train, 208 to validate, 213 to test",
            "",
            "layer +output shape +parameters",
            "Embedding\\(27, 10\\) +\\(32, 3, 10\\) +270",
            "FlattenConsecutive\\(3\\) +\\(32, 30\\) +0",
            "Linear\\(30, 10, no bias\\) +\\(32, 10\\) +300",
            "BatchNorm1d\\(10\\) +\\(32, 10\\) +20",
            "Tanh +\\(32, 10\\) +0",
            "Linear\\(10, 27\\) +\\(32, 27\\) +297",
            "total +887",
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
            "");
    for (int i = 0; i < expected.size(); i++) {
      assertWithMessage("line " + i).that(lines.get(i)).matches(expected.get(i));
    }
    assertThat(lines).hasSize(expected.size() + 20 + 3);
    assertThat(lines.get(lines.size() - 2)).matches("\\d+ of the 20 names are in the data");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("the run is in " + run);
  }

  @Test
  void quietSaysOnlyWhatComesAfterTraining() {
    String everything = train(run, "--steps 40").out();

    String quiet = train(run, "--steps 40 --quiet").out();

    assertThat(everything).endsWith(quiet);
    assertThat(quiet.strip()).startsWith("train loss");
  }

  @Test
  void trainIsTheCommandWhereThereIsNone() {
    String out = train(run, "--steps 40").out();

    Invocation bare =
        Invocation.ofLine(
            "--no-plots --hidden-size 10 --steps 40 --data " + data + " --run " + run);

    assertThat(bare.out()).isEqualTo(out);
  }

  @Test
  void blankLinesAreNoted() throws IOException {
    Files.writeString(data, "\n\n\uFEFF", StandardOpenOption.APPEND);

    assertThat(train(run, "--steps 1").lines().get(0))
        .isEqualTo("data: " + data + ", 301 words, 2 blank lines skipped");
  }

  @Test
  void namesInTheDataAreCounted() throws IOException {
    Files.writeString(data, "a\n".repeat(20));

    List<String> lines = train(run, "--preset mlp --steps 300").lines();

    List<String> names = lines.subList(lines.size() - 23, lines.size() - 3);
    long known = names.stream().filter("a"::equals).count();
    assertThat(known).isGreaterThan(0);
    assertThat(lines).contains(known + " of the 20 names are in the data");
  }

  @Test
  void runFolderIsComplete() throws IOException {
    train(run, "--steps 40");

    assertThat(RunFiles.butForTimes(run).keySet())
        .containsExactly(
            ".lock",
            "SHA256SUMS",
            "activation-gradient-histograms.csv",
            "activation-gradients.csv",
            "activation-histograms.csv",
            "activations.csv",
            "data.txt",
            "dead-neurons.csv",
            "batch-norm-neurons.csv",
            "batch-norm-examples.csv",
            "neurons.csv",
            "validation-loss.csv",
            "loss.csv",
            "model/makemore-0000.params",
            "pre-activations.csv",
            "summary.json",
            "update-ratio.csv",
            "weight-gradient-histograms.csv",
            "weight-gradients.csv");
    assertThat(Files.readAllLines(run.resolve("loss.csv"))).hasSize(1 + 40);
    assertThat(Files.readAllBytes(run.resolve("data.txt"))).isEqualTo(Files.readAllBytes(data));
  }

  @Test
  void summarySaysWhatTheRunWas() throws IOException {
    List<String> lines = train(run, "--preset mlp-bn --steps 40 --seed 5").lines();

    JsonObject summary = summaryOf(run);
    assertThat(summary.get("preset").getAsString()).isEqualTo("mlp-bn");
    assertThat(summary.get("parameters").getAsInt()).isEqualTo(887);
    assertThat(summary.get("steps").getAsInt()).isEqualTo(40);
    assertThat(summary.get("seed").getAsLong()).isEqualTo(5);
    assertThat(summary.get("seconds").getAsDouble()).isGreaterThan(0.0);
    assertThat(summary.get("microsecondsPerStep").getAsDouble())
        .isWithin(1e-6)
        .of(summary.get("seconds").getAsDouble() / 40 * 1e6);
    JsonObject of = summary.getAsJsonObject("data");
    assertThat(of.get("path").getAsString()).isEqualTo(data.toString());
    assertThat(of.get("words").getAsInt()).isEqualTo(NAMES);
    assertThat(of.get("vocabulary").getAsString()).isEqualTo(".abcdefghijklmnopqrstuvwxyz");
    assertThat(of.get("sha256").getAsString())
        .isEqualTo(DigestUtils.sha256Hex(Files.readAllBytes(data)));
    assertThat(summary.getAsJsonObject("examples").get("validation").getAsInt()).isEqualTo(208);
    assertThat(lines)
        .contains(
            String.format(
                "validation loss  %.4f",
                summary.getAsJsonObject("loss").get("validation").getAsDouble()));
    List<String> names =
        summary.getAsJsonArray("names").asList().stream().map(name -> name.getAsString()).toList();
    assertThat(names).hasSize(20);
    assertThat(lines).containsAtLeastElementsIn(names).inOrder();
    assertThat(summary.getAsJsonObject("versions").keySet())
        .containsExactly("djl", "pytorch", "java", "os");
  }

  @Test
  void optionsChangeTheNetwork() {
    List<String> lines =
        train(
                run,
                "--preset deep --steps 2 --batch-size 7 --block-size 2 --embedding-size 4"
                    + " --hidden-layers 2")
            .lines();

    assertThat(lines.stream().filter(line -> line.contains("(7, ")).map(s -> s.split("  ")[0]))
        .containsExactly(
            "Embedding(27, 4)",
            "FlattenConsecutive(2)",
            "Linear(8, 10)",
            "Tanh",
            "Linear(10, 10)",
            "Tanh",
            "Linear(10, 27)")
        .inOrder();
  }

  @Test
  void learningRateFallsToATenth() throws IOException {
    train(folder.resolve("a"), "--steps 30 --learning-rate 0.2 --learning-rate-decay-at 20");
    train(folder.resolve("b"), "--steps 30 --learning-rate 0.2");

    List<String> decayed = Files.readAllLines(folder.resolve("a").resolve("loss.csv"));
    List<String> constant = Files.readAllLines(folder.resolve("b").resolve("loss.csv"));
    // The first step with another rate shows in the loss of the next.
    assertThat(decayed.subList(0, 1 + 21)).isEqualTo(constant.subList(0, 1 + 21));
    assertThat(decayed.get(1 + 21)).isNotEqualTo(constant.get(1 + 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn"})
  void twoRunsGiveTheSameFilesButForTimes(String preset) throws IOException {
    train(folder.resolve("a"), "--steps 120 --preset " + preset);
    train(folder.resolve("b"), "--steps 120 --preset " + preset);

    assertThat(RunFiles.butForTimes(folder.resolve("a"))).containsKey("loss.csv");
    assertThat(RunFiles.butForTimes(folder.resolve("b")))
        .isEqualTo(RunFiles.butForTimes(folder.resolve("a")));
  }

  @Test
  void otherSeedGivesAnotherRun() throws IOException {
    train(folder.resolve("a"), "--steps 10");
    train(folder.resolve("b"), "--steps 10 --seed 1");

    assertThat(Files.readString(folder.resolve("b").resolve("loss.csv")))
        .isNotEqualTo(Files.readString(folder.resolve("a").resolve("loss.csv")));
  }

  @ParameterizedTest
  @CsvSource({"mlp, 30, 60", "mlp-bn, 1, 40", "deep, 119, 120", "deep-bn, 50, 130"})
  void resumedRunIsTheUnbrokenOne(String preset, int first, int all) throws IOException {
    Path unbroken = folder.resolve("unbroken");
    train(unbroken, "--preset " + preset + " --steps " + all);
    train(run, "--preset " + preset + " --steps " + first);

    Invocation resumed =
        Invocation.ofLine("train --no-plots --resume --run " + run + " --steps " + all);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.status()).isEqualTo(0);
    assertThat(resumed.lines()).contains("continues after " + first + " steps");
    assertThat(RunFiles.butForTimes(run)).isEqualTo(RunFiles.butForTimes(unbroken));
  }

  @Test
  void finishedRunSaysSo() throws IOException {
    train(run, "--steps 40");
    Map<String, String> before = RunFiles.butForTimes(run);

    Invocation resumed = Invocation.ofLine("train --no-plots --resume --run " + run);

    assertThat(resumed.out())
        .isEqualTo(
            "the run is finished after 40 steps; raise --steps to make more"
                + System.lineSeparator());
    assertThat(resumed.status()).isEqualTo(0);
    assertThat(RunFiles.butForTimes(run)).isEqualTo(before);
  }

  @Test
  void resumeWithTheRunsOwnOptionsGoesOn() {
    train(run, "--steps 40 --preset mlp --gain 2 --no-batch-norm --learning-rate 0.2 --seed 4");

    Invocation resumed =
        Invocation.ofLine(
            "train --no-plots --resume --steps 50 --preset mlp --gain 2 --no-batch-norm"
                + " --learning-rate 0.2 --seed 4 --data "
                + data
                + " --run "
                + run);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.lines()).contains("continues after 40 steps");
  }

  @Test
  void resumeWithOtherDataIsRefused() throws IOException {
    train(run, "--steps 40");
    Path other = Files.writeString(folder.resolve("other.txt"), "anna\n".repeat(20));

    Invocation resumed =
        Invocation.ofLine("train --resume --steps 50 --data " + other + " --run " + run);

    assertThat(resumed.err())
        .isEqualTo(
            "makemore: --resume: --data "
                + other
                + " is not the data of the run; leave it out"
                + System.lineSeparator());
    assertThat(resumed.status()).isEqualTo(2);
  }

  @Test
  void resumeWithAnotherSampleSeedGivesOtherNamesOfTheSameNetwork() throws IOException {
    train(run, "--steps 40");
    String losses = Files.readString(run.resolve("loss.csv"));
    List<String> names = Invocation.ofLine("sample --run " + run).lines();

    assertThat(Invocation.ofLine("train --no-plots --resume --sample-seed 5 --run " + run).status())
        .isEqualTo(0);

    assertThat(Files.readString(run.resolve("loss.csv"))).isEqualTo(losses);
    assertThat(Invocation.ofLine("sample --run " + run).lines()).isNotEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "--steps 39, '--resume: the run has already made 40 steps; expected more in --steps'",
    "--steps 50 --hidden-size 5," + OTHER_OPTIONS,
    "--steps 50 --seed 5," + OTHER_OPTIONS,
    "--steps 50 --preset mlp," + OTHER_OPTIONS,
    "--gain 2 --no-batch-norm," + OTHER_OPTIONS,
  })
  void resumeRefusesWhatItCannotDo(String options, String message) throws IOException {
    train(run, "--steps 40");
    Map<String, String> before = RunFiles.butForTimes(run);

    Invocation resumed =
        Invocation.ofLine(("train --no-plots --resume --run " + run + " " + options).strip());

    assertThat(resumed.err()).isEqualTo("makemore: " + message + System.lineSeparator());
    assertThat(resumed.status()).isEqualTo(2);
    assertThat(RunFiles.butForTimes(run)).isEqualTo(before);
  }

  @Test
  void earlierRunIsReplaced() throws IOException {
    train(run, "--steps 40 --preset deep");
    train(run, "--steps 10 --preset mlp");

    assertThat(summaryOf(run).get("preset").getAsString()).isEqualTo("mlp");
    assertThat(Files.readAllLines(run.resolve("loss.csv"))).hasSize(1 + 10);
  }

  @Test
  void anyAlphabetIsLearned() throws IOException {
    Files.writeString(
        data, "Ольга\r\nИрина\r\nАнна\r\nНина\r\nZoë\r\n\uD83D\uDC18\uD83D\uDC18\r\n");

    List<String> lines = train(run, "--steps 10").lines();

    assertThat(lines.get(1)).isEqualTo("vocabulary: 16 characters, .ZoëАИНОагилнрь\uD83D\uDC18");
  }
}
