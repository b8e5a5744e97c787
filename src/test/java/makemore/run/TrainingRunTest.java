package makemore.run;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import makemore.input.InvalidInputException;
import makemore.inspect.RecordedTable;
import makemore.store.Checkpoint;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  private static final int STEPS = 20;
  private static final Settings SMALL =
      Preset.DEEP_BN
          .settings()
          .with(s -> s.embeddingSize(5).hiddenSize(4).hiddenLayers(1).steps(STEPS));
  private static final Settings DIVERGING =
      SMALL.with(s -> s.learningRate(1000).learningRateDecayAt(100).batchSize(2).steps(1000));

  @TempDir Path parent;
  private WordFile words;
  private RunFolder folder;

  @BeforeEach
  void writeData() throws IOException {
    String names = "emma\nolivia\nava\nmia\nann\nbob\neve\nada\nleo\nmax\n";
    words = WordFile.read(Files.writeString(parent.resolve("names.txt"), names));
    folder = new RunFolder(parent.resolve("run"));
  }

  private TrainingRun run(Settings settings, Optional<Checkpoint> earlier) {
    TrainingData data = TrainingData.of("names.txt", words, settings);
    return new TrainingRun(settings, Layers.FUSED, data, folder, earlier, 1, 8);
  }

  private RunResult trained(Settings settings) throws IOException {
    return run(settings, Optional.empty()).run(() -> false, List.of());
  }

  private static void assertSame(RunResult actual, RunResult expected) {
    assertThat(actual.settings()).isEqualTo(expected.settings());
    assertThat(actual.data()).isEqualTo(expected.data());
    assertThat(actual.summary()).isEqualTo(expected.summary());
    assertThat(actual.divergence()).isEqualTo(expected.divergence());
    assertThat(actual.embedding()).isEqualTo(expected.embedding());
    for (RecordedTable table : RecordedTable.values()) {
      assertThat(actual.recording().table(table).print(1000))
          .isEqualTo(expected.recording().table(table).print(1000));
    }
  }

  @Test
  void resultIsWhatIsInTheFolder() throws IOException {
    assertSame(trained(SMALL), RunResult.read(folder));
  }

  @Test
  void divergedResultIsWhatIsInTheFolder() throws IOException {
    RunResult result = trained(DIVERGING);

    assertThat(result.divergence().orElseThrow()).contains("training has diverged");
    assertSame(result, RunResult.read(folder));
  }

  @Test
  void stoppedRunIsSavedAndGoesOnToTheSameEnd() throws IOException {
    RunResult unbroken = trained(SMALL);
    AtomicInteger asked = new AtomicInteger();
    RunResult stopped =
        run(SMALL, Optional.empty()).run(() -> asked.incrementAndGet() > 7, List.of());
    assertThat(stopped.summary().orElseThrow().steps()).isEqualTo(8);

    RunResult resumed;
    try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
      resumed = run(SMALL, Optional.of(checkpoint)).run(() -> false, List.of());
    }

    Summary end = resumed.summary().orElseThrow();
    assertThat(end.loss()).isEqualTo(unbroken.summary().orElseThrow().loss());
    assertThat(end.names()).isEqualTo(unbroken.summary().orElseThrow().names());
    assertThat(resumed.embedding()).isEqualTo(unbroken.embedding());
  }

  @Test
  void runThatEndsAbruptlyGoesOnFromItsCheckpointToTheSameEnd() throws IOException {
    RunResult unbroken = trained(SMALL);
    folder.clear();
    TrainingListener crash =
        (step, network) -> {
          if (step.number() == 10) {
            throw new IllegalStateException("crash");
          }
        };
    TrainingRun first = run(SMALL, Optional.empty());
    assertThrows(IllegalStateException.class, () -> first.run(() -> false, List.of(crash)));

    RunResult resumed;
    try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
      TrainingRun again = run(SMALL, Optional.of(checkpoint));
      assertThat(again.from()).isEqualTo(8);
      resumed = again.run(() -> false, List.of());
    }

    assertThat(resumed.embedding()).isEqualTo(unbroken.embedding());
  }

  @Test
  void listenersAreToldOfEachStep() throws IOException {
    List<Integer> told = new ArrayList<>();
    TrainingListener listener = (step, network) -> told.add(step.number());

    run(SMALL, Optional.empty()).run(() -> false, List.of(listener));

    assertThat(told).hasSize(STEPS);
    assertThat(told).isInStrictOrder();
  }

  @Test
  void savedRunGivesTheLossesAndNamesOfItsEnd() throws IOException {
    Summary end = trained(SMALL).summary().orElseThrow();

    try (SavedRun saved = SavedRun.open(folder)) {
      assertThat(saved.evaluate()).isEqualTo(end.loss());
      assertThat(saved.names(null, 1, "").limit(TrainingRun.NAMES).toList()).isEqualTo(end.names());
    }
  }

  @Test
  void folderInUseIsRefused() throws IOException {
    Closeable lock = folder.lock();

    assertThat(assertThrows(InvalidInputException.class, () -> trained(SMALL)))
        .hasMessageThat()
        .isEqualTo(folder.path() + ": another process is writing there");
    lock.close();
  }
}
