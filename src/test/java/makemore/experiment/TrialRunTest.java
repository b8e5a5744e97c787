package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Recording;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunTest {

  private static final Variant SMALL =
      new Variant("small", "small", Preset.DEEP.settings().withHiddenSize(4).withHiddenLayers(1));
  private static final Variant DIVERGING =
      new Variant(
          "diverging", "small", Preset.DEEP_BN.settings().withBatchSize(2).withLearningRate(1000));
  private static final int STEPS = 20;

  @TempDir Path folder;
  private WordFile words;
  private Summary.Data data;

  @BeforeEach
  void writeData() throws IOException {
    Path file = folder.resolve("data.txt");
    Files.writeString(
        file,
        IntStream.range(0, 40)
            .mapToObj(i -> "ab".repeat(i % 3 + 1) + "c".repeat(i % 5))
            .collect(Collectors.joining("\n")));
    words = WordFile.read(file);
    data =
        new Summary.Data(
            file.toString(),
            words.sha256(),
            words.words().size(),
            Vocabulary.of(words.words()).toString());
  }

  private List<Trial> plan(String run, int seeds, Variant... variants) {
    return Trial.plan(List.of(variants), seeds, STEPS, data, folder.resolve(run));
  }

  private static List<Outcome> kept(List<Trial> trials) {
    return trials.stream().map(Outcome::kept).flatMap(Optional::stream).toList();
  }

  private List<Outcome> run(List<Trial> trials) {
    return trials.stream().flatMap(trial -> trial.run(words, 1, () -> false).stream()).toList();
  }

  @Test
  void seedsGiveOtherNumbers() {
    List<Outcome> outcomes = run(plan("run", 2, SMALL));

    assertThat(outcomes.get(0).numbers()).isNotEqualTo(outcomes.get(1).numbers());
  }

  @Test
  void runThatEndedIsKeptAndOneThatDidNotIsDoneAgain() throws IOException {
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> unbroken = run(trials);

    // As a process leaves it that was killed while it wrote its run.
    Path second = trials.get(1).folder().path();
    Files.delete(second.resolve(Summary.FILE));
    Files.createDirectory(second.resolve(".incoming1"));
    assertThat(kept(trials)).containsExactly(unbroken.get(0));

    assertThat(run(trials.subList(1, 2))).containsExactly(unbroken.get(1));
  }

  @Test
  void interruptedRunIsNoOutcomeAndDoneAgain() {
    List<Trial> trials = plan("run", 2, SMALL);
    List<Outcome> unbroken = run(plan("unbroken", 2, SMALL));
    AtomicInteger asked = new AtomicInteger();

    assertThat(trials.get(0).run(words, 1, () -> asked.incrementAndGet() > STEPS / 2)).isEmpty();

    assertThat(Files.exists(trials.get(0).folder().path().resolve(Summary.FILE))).isTrue();
    assertThat(kept(trials)).isEmpty();
    assertThat(run(trials).get(0).numbers()).isEqualTo(unbroken.get(0).numbers());
  }

  @Test
  void divergedRunIsARecordedResult() {
    List<Trial> trials = plan("run", 1, DIVERGING);
    Outcome outcome = run(trials).get(0);

    assertThat(outcome.status()).isEqualTo(Status.DIVERGED);
    assertThat(outcome.diagnosis()).startsWith("the batch is too small for batch normalisation");
    assertThat(kept(trials)).containsExactly(outcome);
    assertThat(Files.exists(trials.get(0).folder().path().resolve(Summary.FILE))).isFalse();
  }

  @Test
  void divergedRunOfOtherSettingsOrOtherDataDoesNotCount() throws IOException {
    Trial trial = plan("run", 1, DIVERGING).get(0);
    Files.createDirectories(trial.folder().path());
    trial
        .folder()
        .write(
            new DivergedRun(trial.settings(), data, "the loss is NaN at step 3"),
            new Recording().tables());
    Settings otherSeed = plan("run", 2, DIVERGING).get(1).settings();
    Trial other = new Trial(trial.variant(), otherSeed, data, trial.folder());
    Summary.Data otherData =
        new Summary.Data(data.path(), "0".repeat(64), data.words(), data.vocabulary());
    Trial ofOtherData = new Trial(trial.variant(), trial.settings(), otherData, trial.folder());

    assertThat(Outcome.kept(trial)).isPresent();
    assertThat(Outcome.kept(other)).isEmpty();
    assertThat(Outcome.kept(ofOtherData)).isEmpty();
  }

  @Test
  void failureIsReportedAndNeitherKeptNorStopsOthers() throws IOException {
    List<Trial> trials = plan("run", 2, SMALL);
    Path file = trials.get(0).folder().path();
    Files.createDirectories(file.getParent());
    RunFolder belowAFile = new RunFolder(Files.createFile(file).resolve("run"));
    Settings settings = trials.get(0).settings();
    Trial unwritable = new Trial(SMALL, settings, data, belowAFile);

    List<Outcome> outcomes = run(List.of(unwritable, trials.get(1)));

    assertThat(outcomes.stream().map(Outcome::status).toList())
        .containsExactly(Status.FAILED, Status.FINISHED)
        .inOrder();
    assertThat(outcomes.get(0).message()).contains(file.toString());
    assertThat(kept(List.of(unwritable))).isEmpty();
  }
}
