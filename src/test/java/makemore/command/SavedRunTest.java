package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import makemore.text.WordFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that work from a saved run alone. */
class SavedRunTest {

  @TempDir private static Path folder;
  private static Path run;
  private static Invocation train;

  @BeforeAll
  static void train() throws IOException {
    Path data = Invocation.writeNames(folder, 300);
    run = folder.resolve("run");
    String where = " --data " + data + " --run " + run;
    train = Invocation.ofLine("--no-plots --steps 300 --hidden-size 10" + where).done();
    Files.delete(data);
  }

  private static Invocation sample(String options) {
    return Invocation.ofLine(("sample --run " + run + " " + options).strip()).done();
  }

  @Test
  void sampleGivesTheNamesThatTrainPrinted() {
    List<String> lines = train.lines();

    assertThat(sample("").lines()).isEqualTo(lines.subList(lines.size() - 23, lines.size() - 3));
  }

  @Test
  void evaluateGivesTheLossesThatTrainPrinted() {
    Invocation evaluate = Invocation.ofLine("evaluate --run " + run).done();

    assertThat(evaluate.lines().subList(0, 3))
        .isEqualTo(train.lines().stream().filter(line -> line.matches("\\w+ loss .*")).toList());
  }

  @Test
  void evaluateComparesWithCounting() {
    List<String> lines = Invocation.ofLine("evaluate --run " + run).done().lines();

    assertThat(lines).hasSize(10);
    assertThat(lines.get(4)).matches("counting instead +smoothing +train +validation +test");
    assertThat(lines.get(5)).matches("all characters alike +- +3\\.2958 +3\\.2958 +3\\.2958");
    assertThat(lines.get(9)).matches("counts after 3 characters +[\\d.]+( +\\d\\.\\d{4}){3}");
  }

  @Test
  void calibratedLossesStandBesideTheOthers() {
    List<String> plain = Invocation.ofLine("evaluate --run " + run).done().lines();
    List<String> lines = Invocation.ofLine("evaluate --calibrate --run " + run).done().lines();

    assertThat(lines.subList(0, 3)).isEqualTo(plain.subList(0, 3));
    assertThat(lines.get(5)).matches("train loss +\\d\\.\\d{4}");
    assertThat(lines.get(5)).isNotEqualTo(lines.get(0));
    assertThat(lines.subList(8, lines.size())).isEqualTo(plain.subList(3, plain.size()));
  }

  @Test
  void networkWithoutBatchNormIsNotCalibrated() {
    Path plain = folder.resolve("plain");
    Path data = run.resolve("data.txt");
    String where = " --data " + data + " --run " + plain;
    Invocation.ofLine("--preset mlp --hidden-size 5 --no-plots --steps 1" + where).done();

    assertThat(Invocation.ofLine("evaluate --calibrate --run " + plain).refusal())
        .isEqualTo("--calibrate: the network in " + plain + " has no batch normalisation");
  }

  @Test
  void onlyNewNamesArePrinted() {
    Set<String> words = Set.copyOf(WordFile.read(run.resolve("data.txt")).words());
    List<String> all = sample("--count 1000").lines();
    assertThat(all.stream().anyMatch(words::contains)).isTrue();

    List<String> lines = sample("--count 100 --new").lines();

    assertThat(lines)
        .isEqualTo(all.stream().filter(name -> !words.contains(name)).limit(100).toList());
  }

  @Test
  void namesAreCountedByWhereTheyStand() throws IOException {
    List<String> names = sample("--count 1000").lines();
    List<String> words = WordFile.read(run.resolve("data.txt")).words();
    long known = names.stream().filter(words::contains).count();

    Matcher counts =
        Pattern.compile(
                "makemore: of 1,000 names: (\\d+) in the training part, (\\d+) in the rest of the"
                    + " data, (\\d+) new")
            .matcher(sample("--count 1000").err().strip());

    assertThat(counts.matches()).isTrue();
    assertThat(Long.parseLong(counts.group(1)) + Long.parseLong(counts.group(2))).isEqualTo(known);
    assertThat(Long.parseLong(counts.group(3))).isEqualTo(1000 - known);
  }

  @Test
  void drawingEndsWhereNoNameIsNew() throws IOException {
    Path data = Files.writeString(folder.resolve("a.txt"), "a\n".repeat(20));
    Path byHeart = folder.resolve("by-heart");
    String where = " --data " + data + " --run " + byHeart;
    Invocation.ofLine("--preset mlp --hidden-size 5 --no-plots --steps 2000" + where).done();

    Invocation sample = Invocation.ofLine("sample --top-k 1 --new --run " + byHeart);

    assertThat(sample.status()).isEqualTo(0);
    assertThat(sample.out()).isEmpty();
    assertThat(sample.err().lines().toList())
        .containsExactly(
            "makemore: stopped: the last 10,000 names drawn were all in the data",
            "makemore: of 10,000 names: 10,000 in the training part, 0 in the rest of the data, 0"
                + " new")
        .inOrder();
  }

  @Test
  void countIsTheNumberOfNames() {
    List<String> twenty = sample("").lines();

    assertThat(sample("--count 3").lines()).isEqualTo(twenty.subList(0, 3));
    assertThat(sample("--count 30").lines()).hasSize(30);
  }

  @ParameterizedTest
  @CsvSource({"--seed, 2147483657, 1", "--temperature, 1, 0.5"})
  void anotherSeedOrTemperatureGivesOtherNames(String option, String usual, String another) {
    assertThat(sample(option + " " + usual).out()).isEqualTo(sample("").out());
    assertThat(sample(option + " " + another).out()).isNotEqualTo(sample("").out());
  }

  @Test
  void prefixBeginsEachName() {
    assertThat(sample("--prefix mar").lines().stream().filter(n -> n.startsWith("mar")).toList())
        .hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prefix m.a | prefix m.a: '.' is not in the vocabulary; expected characters of"
            + " abcdefghijklmnopqrstuvwxyz",
        "--top-k 0 | --top-k 0: expected a whole number from 1 to 2,147,483,647",
        "--count 0 | --count 0: expected a whole number from 1 to 10,000,000",
        "--temperature 0 | --temperature 0.0: expected a number from 0.001 to 1000.0",
        "--temperature 1e-300 | --temperature 1.0E-300: expected a number from 0.001 to 1000.0",
        "--temperature NaN | --temperature NaN: expected a number from 0.001 to 1000.0",
        "--temperature Infinity | --temperature Infinity: expected a number from 0.001 to 1000.0"
      })
  void wrongOptionsOfSampleAreRefused(String options, String message) {
    assertThat(Invocation.ofLine("sample --run " + run + " " + options).refusal())
        .isEqualTo(message);
  }

  @Test
  void runOfTheDefaultPresetIsUsedWhereNoneIsNamed() {
    assertThat(
            Program.commandLine(new SavedRunCommand.Sample())
                .getCommandSpec()
                .findOption("--run")
                .<Path>getValue())
        .isEqualTo(Path.of("runs", "deep-bn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample", "evaluate", "plot", "train --resume --steps 400"})
  void missingRunIsRefused(String command) {
    Path missing = folder.resolve("missing");

    assertThat(Invocation.ofLine(command + " --run " + missing).refusal())
        .isEqualTo("%1$s: no such run folder; make one with: train --run %1$s".formatted(missing));
    assertThat(Files.exists(missing)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sample, model/makemore-0000.params",
    "evaluate, data.txt",
    "plot, activation-histograms.csv",
    "train --resume --steps 400, loss.csv"
  })
  void damagedRunIsRefused(String command, String name) throws IOException {
    Path file = run.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.writeString(file, "damaged");
    try {
      assertThat(Invocation.ofLine(command + " --run " + run).refusal())
          .isEqualTo(
              run + ": changed since the run was written: " + name + "; train the run again");
      assertThat(Files.readString(file)).isEqualTo("damaged");
    } finally {
      Files.write(file, bytes);
    }
  }
}
