package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Numbers;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Recording;
import makemore.store.BrokenRun;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunnerTest {

  private static final Variant SMALL =
      new Variant("small", "", "small", "--preset=deep --hidden-size=4 --hidden-layers=1");
  private static final Variant DIVERGING =
      new Variant("diverging", "", "small", "--preset=deep-bn --batch-size=2 --learning-rate=1000");
  private static final int STEPS = 20;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;
  private Summary.Data data;

  @BeforeEach
  void writeData() throws IOException {
    Path file = folder.resolve("data.txt");
    Files.writeString(
        file,
        IntStream.range(0, 40)
            .mapToObj(i -> "ab".repeat(i % 3 + 1) + "c".repeat(i % 5))
            .collect(Collectors.joining("\n")));
    WordFile words = WordFile.read(file);
    data =
        new Summary.Data(
            file.toString(),
            words.sha256(),
            words.words().size(),
            Vocabulary.of(words.words()).toString());
  }

  private static List<String> thisProgram() {
    return List.of(
        JAVA,
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "makemore.Main",
        "train",
        "--quiet",
        "--no-plots");
  }

  private List<Trial> plan(String run, int seeds, Variant... variants) {
    return Trial.plan(
        List.of(variants),
        seeds,
        STEPS,
        data,
        folder.resolve(run),
        options -> meaning(List.of(variants).get(0), options));
  }

  private static Settings meaning(Variant variant, List<String> options) {
    Settings settings =
        variant == SMALL
            ? Preset.DEEP.settings().withHiddenSize(4).withHiddenLayers(1)
            : Preset.DEEP_BN.settings().withBatchSize(2);
    long seed = Long.parseLong(options.get(options.size() - 1).replace("--seed=", ""));
    return settings
        .withLearningRate(variant == SMALL ? 0.1 : 1000)
        .withLearningRateDecayAt(15)
        .withSteps(STEPS)
        .withSeed(seed);
  }

  private static List<Outcome> kept(List<Trial> trials) {
    return trials.stream().map(Outcome::kept).flatMap(Optional::stream).toList();
  }

  private static List<Numbers> numbers(List<Outcome> outcomes) {
    return outcomes.stream().map(outcome -> outcome.numbers().orElseThrow()).toList();
  }

  @Test
  void resultsDoNotDependOnTheNumberOfJobs() throws InterruptedException {
    List<Outcome> one = new TrialRunner(thisProgram(), 1).run(plan("one", 2, SMALL), outcome -> {});
    List<Outcome> two = new TrialRunner(thisProgram(), 2).run(plan("two", 2, SMALL), outcome -> {});
    assertThat(numbers(two)).isEqualTo(numbers(one));
    assertThat(numbers(one).get(0)).isNotEqualTo(numbers(one).get(1));
  }

  @Test
  void runThatEndedIsKeptAndOneThatDidNotIsDoneAgain() throws Exception {
    TrialRunner runner = new TrialRunner(thisProgram(), 2);
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> unbroken = runner.run(trials, outcome -> {});

    // As a process leaves it that was killed while it wrote its run.
    Path second = trials.get(1).folder().path();
    Files.delete(second.resolve(Summary.FILE));
    Files.createDirectory(second.resolve(".incoming1"));
    assertThat(kept(trials)).containsExactly(unbroken.get(0));

    List<Outcome> again = runner.run(trials.subList(1, 2), outcome -> {});
    assertThat(again).containsExactly(unbroken.get(1));
  }

  @Test
  void divergedRunIsARecordedResult() throws Exception {
    TrialRunner runner = new TrialRunner(thisProgram(), 1);
    List<Trial> trials = plan("run", 1, DIVERGING);
    List<Outcome> told = new ArrayList<>();
    Outcome outcome = runner.run(trials, told::add).get(0);

    assertThat(outcome.status()).isEqualTo(Status.BROKEN);
    assertThat(outcome.diagnosis()).startsWith("the batch is too small for batch normalisation");
    assertThat(told).containsExactly(outcome);
    assertThat(kept(trials)).containsExactly(outcome);
    assertThat(Files.exists(trials.get(0).folder().path().resolve(Summary.FILE))).isFalse();
  }

  @Test
  void brokenRunOfOtherSettingsOrOtherDataDoesNotCount() throws IOException {
    Trial trial = plan("run", 1, DIVERGING).get(0);
    Files.createDirectories(trial.folder().path());
    trial
        .folder()
        .write(
            new BrokenRun(trial.settings(), data, "the loss is NaN at step 3"),
            new Recording().tables());
    Settings otherSeed = plan("run", 2, DIVERGING).get(1).settings();
    Trial other = new Trial(trial.variant(), List.of(), otherSeed, data, trial.folder());
    Summary.Data otherData =
        new Summary.Data(data.path(), "0".repeat(64), data.words(), data.vocabulary());
    Trial ofOtherData =
        new Trial(trial.variant(), List.of(), trial.settings(), otherData, trial.folder());

    assertThat(Outcome.kept(trial)).isPresent();
    assertThat(Outcome.kept(other)).isEmpty();
    assertThat(Outcome.kept(ofOtherData)).isEmpty();
  }

  @Test
  void crashIsReportedAndNeitherKeptNorStopsOthers() throws Exception {
    TrialRunner runner = new TrialRunner(List.of(JAVA, "--no-such-flag"), 1);
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> outcomes = runner.run(trials, outcome -> {});

    assertThat(outcomes.stream().map(Outcome::status).toList())
        .containsExactly(Status.FAILED, Status.FAILED);
    assertThat(outcomes.get(0).message()).startsWith("exit status 1: ");
    assertThat(kept(trials)).isEmpty();
  }

  @Test
  void programThatCannotStartIsReported() throws Exception {
    TrialRunner runner = new TrialRunner(List.of("no-such-program"), 1);
    Outcome outcome = runner.run(plan("run", 1, SMALL), told -> {}).get(0);
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.message()).contains("no-such-program");
  }
}
