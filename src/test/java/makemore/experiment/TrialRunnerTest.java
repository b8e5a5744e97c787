package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Status;
import makemore.nn.Architecture;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunnerTest {

  private static final Variant SMALL =
      Variant.of("small", "small", "--preset=deep --hidden-layers=1 --hidden-size=4");
  private static final Variant DIVERGING =
      Variant.of("diverging", "small", "--preset=deep-bn --batch-size=2 --learning-rate=1000");
  private static final int STEPS = 20;

  @TempDir Path folder;
  private TrialData data;

  @BeforeEach
  void writeData() throws IOException {
    Path file = folder.resolve("data.txt");
    Files.writeString(
        file,
        IntStream.range(0, 40)
            .mapToObj(i -> "ab".repeat(i % 3 + 1) + "c".repeat(i % 5))
            .collect(Collectors.joining("\n")));
    WordFile words = WordFile.read(file);
    data = new TrialData(file, words.sha256(), Vocabulary.of(words.words()).size());
  }

  private static TrialProcess program(TrialData data, String... words) {
    return new TrialProcess(List.of(words), data, 1);
  }

  private static TrialProcess thisProgram(TrialData data) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return program(
        data,
        java,
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "makemore.Main");
  }

  private List<Trial> plan(String run, int seeds, Variant... variants) {
    return Trial.plan(
        List.of(variants), seeds, STEPS, folder.resolve(run), TrialRunnerTest::configuration);
  }

  /** What the program makes of the options of the variants above. */
  private static Configuration configuration(List<String> options) {
    Map<String, String> given =
        options.stream().map(o -> o.split("=")).collect(toMap(o -> o[0], o -> o[1]));
    Preset preset = Preset.named(given.get("--preset")).orElseThrow();
    Architecture architecture = preset.architecture();
    Configuration lesson = Configuration.of(preset);
    return new Configuration(
        lesson.preset(),
        new Architecture(
            architecture.blockSize(),
            architecture.embeddingSize(),
            number(given, "--hidden-size", architecture.hiddenSize()),
            number(given, "--hidden-layers", architecture.hiddenLayers()),
            architecture.batchNorm(),
            architecture.initialization()),
        new Schedule(
            Double.parseDouble(given.getOrDefault("--learning-rate", "0.1")),
            number(given, "--learning-rate-decay-at", 0)),
        number(given, "--batch-size", lesson.batchSize()),
        number(given, "--steps", 0),
        Long.parseLong(given.get("--seed")),
        lesson.sampleSeed());
  }

  private static int number(Map<String, String> given, String option, int otherwise) {
    return Integer.parseInt(given.getOrDefault(option, String.valueOf(otherwise)));
  }

  private static List<Numbers> numbers(List<Outcome> outcomes) {
    return outcomes.stream().map(outcome -> outcome.numbers().orElseThrow()).toList();
  }

  @Test
  void resultsDoNotDependOnTheNumberOfJobs() throws InterruptedException {
    List<Outcome> one =
        new TrialRunner(thisProgram(data), 1).run(plan("one", 2, SMALL), outcome -> {});
    List<Outcome> two =
        new TrialRunner(thisProgram(data), 2).run(plan("two", 2, SMALL), outcome -> {});
    assertThat(numbers(two)).isEqualTo(numbers(one));
    assertThat(numbers(one).get(0)).isNotEqualTo(numbers(one).get(1));
  }

  @Test
  void runThatEndedIsKeptAndOneThatDidNotIsDoneAgain() throws Exception {
    TrialRunner runner = new TrialRunner(thisProgram(data), 2);
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> unbroken = runner.run(trials, outcome -> {});

    // As a process leaves it that was killed while it wrote its run.
    Path second = trials.get(1).folder().path();
    Files.delete(second.resolve(Summary.FILE));
    Files.createDirectory(second.resolve(".incoming1"));
    assertThat(runner.kept(trials)).containsExactly(unbroken.get(0));

    List<Outcome> again = runner.run(trials.subList(1, 2), outcome -> {});
    assertThat(again).containsExactly(unbroken.get(1));
  }

  @Test
  void divergedRunIsARecordedResult() throws Exception {
    TrialRunner runner = new TrialRunner(thisProgram(data), 1);
    List<Trial> trials = plan("run", 1, DIVERGING);
    List<Outcome> told = new ArrayList<>();
    Outcome outcome = runner.run(trials, told::add).get(0);

    assertThat(outcome.status()).isEqualTo(Status.BROKEN);
    assertThat(outcome.diagnosis()).startsWith("the batch is too small for batch normalisation");
    assertThat(told).containsExactly(outcome);
    assertThat(runner.kept(trials)).containsExactly(outcome);
    assertThat(Files.exists(trials.get(0).folder().path().resolve(Summary.FILE))).isFalse();
  }

  @Test
  void brokenRunOfOtherSettingsOrOtherDataDoesNotCount() throws IOException {
    Trial trial = plan("run", 1, DIVERGING).get(0);
    Files.createDirectories(trial.folder().path());
    new TrialRecord(trial, data).keepBroken("the loss is NaN at step 3");
    Trial other =
        new Trial(
            trial.variant(),
            configuration(plan("run", 2, DIVERGING).get(1).options()),
            trial.folder());
    TrialData otherData = new TrialData(data.path(), "0".repeat(64), data.vocabularySize());

    assertThat(new TrialRecord(trial, data).outcome()).isPresent();
    assertThat(new TrialRecord(other, data).outcome()).isEmpty();
    assertThat(new TrialRecord(trial, otherData).outcome()).isEmpty();
  }

  @Test
  void crashIsReportedAndNeitherKeptNorStopsOthers() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    TrialRunner runner = new TrialRunner(program(data, java, "--no-such-flag"), 1);
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> outcomes = runner.run(trials, outcome -> {});

    assertThat(outcomes.stream().map(Outcome::status).toList())
        .containsExactly(Status.FAILED, Status.FAILED);
    assertThat(outcomes.get(0).message()).startsWith("exit status 1: ");
    assertThat(runner.kept(trials)).isEmpty();
  }

  @Test
  void programThatCannotStartIsReported() throws Exception {
    TrialRunner runner = new TrialRunner(program(data, "no-such-program"), 1);
    Outcome outcome = runner.run(plan("run", 1, SMALL), told -> {}).get(0);
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.message()).contains("no-such-program");
  }
}
