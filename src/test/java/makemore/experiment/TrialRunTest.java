package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import makemore.plot.Chart;
import makemore.run.TrainingData;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialRunTest {

  private static final Variant SMALL =
      new Variant("small", "small", Preset.DEEP.settings().withHiddenSize(4).withHiddenLayers(1));
  private static final Variant DIVERGING =
      new Variant(
          "diverging", "small", Preset.DEEP_BN.settings().withBatchSize(2).withLearningRate(1000));
  private static final int STEPS = 20;

  @TempDir private static Path folder;
  private static WordFile words;
  private static Summary.Data data;
  private static List<Outcome> unbroken;

  @BeforeAll
  static void train() throws IOException {
    Stream<String> lines =
        IntStream.range(0, 40).mapToObj(i -> "ab".repeat(i % 3 + 1) + "c".repeat(i % 5));
    Path file = Files.write(folder.resolve("data.txt"), lines.toList());
    words = WordFile.read(file);
    data = TrainingData.of(file.toString(), words, SMALL.settings()).summary();
    unbroken = run(plan("unbroken", 2, SMALL));
  }

  private static List<Trial> plan(String run, int seeds, Variant... variants) {
    return Trial.plan(List.of(variants), seeds, STEPS, 0.75, data, folder.resolve(run));
  }

  private static List<Outcome> kept(List<Trial> trials) {
    return trials.stream().map(Outcome::kept).flatMap(Optional::stream).toList();
  }

  private static List<Outcome> run(List<Trial> trials) {
    return trials.stream().flatMap(trial -> trial.run(words, 1, () -> false).stream()).toList();
  }

  @Test
  void seedsGiveOtherNumbersWhichAreKept() {
    assertThat(unbroken.get(0).numbers()).isNotEqualTo(unbroken.get(1).numbers());
    assertThat(kept(plan("unbroken", 2, SMALL))).isEqualTo(unbroken);
  }

  @ParameterizedTest
  @EnumSource
  void everyChartHasItsCaption(Experiment experiment) {
    List<Results> results = Results.of(List.of(SMALL), unbroken);
    for (Chart chart : new ExperimentCharts(experiment, results).charts()) {
      assertWithMessage(chart.name()).that(chart.caption().length()).isGreaterThan(80);
    }
  }

  /** As a process leaves it that was killed while it wrote its run. */
  @Test
  void runThatDidNotEndIsDoneAgain() throws IOException {
    List<Trial> trials = plan("killed", 1, SMALL);
    run(trials);
    Path run = trials.get(0).folder().path();
    Files.delete(run.resolve(Summary.FILE));
    Files.createDirectory(run.resolve(".incoming1"));

    assertThat(kept(trials)).isEmpty();
    assertThat(run(trials).get(0).numbers()).isEqualTo(unbroken.get(0).numbers());
  }

  @Test
  void interruptedRunIsNoOutcomeAndDoneAgain() {
    List<Trial> trials = plan("interrupted", 1, SMALL);
    AtomicInteger asked = new AtomicInteger();

    assertThat(trials.get(0).run(words, 1, () -> asked.incrementAndGet() > STEPS / 2)).isEmpty();

    assertThat(Files.exists(trials.get(0).folder().path().resolve(Summary.FILE))).isTrue();
    assertThat(kept(trials)).isEmpty();
    assertThat(run(trials).get(0).numbers()).isEqualTo(unbroken.get(0).numbers());
  }

  @Test
  void divergedRunIsARecordedResultOfItsSettingsAndItsData() {
    Trial trial = plan("diverging", 1, DIVERGING).get(0);
    Outcome outcome = run(List.of(trial)).get(0);
    Settings otherSeed = trial.settings().withSeed(1);

    assertThat(outcome.status()).isEqualTo(Status.DIVERGED);
    assertThat(outcome.cause()).endsWith("the batch is too small for batch normalisation");
    assertThat(Files.exists(trial.folder().path().resolve(Summary.FILE))).isFalse();
    assertThat(Outcome.kept(trial)).hasValue(outcome);
    assertThat(Outcome.kept(new Trial(DIVERGING, otherSeed, data, trial.folder()))).isEmpty();
    assertThat(Outcome.kept(new Trial(DIVERGING, trial.settings(), Samples.DATA, trial.folder())))
        .isEmpty();
  }

  @Test
  void failureIsReportedAndNeitherKeptNorStopsOthers() throws IOException {
    Trial trial = plan("failing", 1, SMALL).get(0);
    Path file = Files.createFile(folder.resolve("file"));
    RunFolder belowAFile = new RunFolder(file.resolve("run"));
    Trial unwritable = new Trial(SMALL, trial.settings(), data, belowAFile);

    List<Outcome> outcomes = run(List.of(unwritable, trial));

    assertThat(outcomes.stream().map(Outcome::status).toList())
        .containsExactly(Status.FAILED, Status.FINISHED)
        .inOrder();
    assertThat(outcomes.get(0).message()).contains(file.toString());
    assertThat(Outcome.kept(unwritable)).isEmpty();
  }
}
