package makemore.run;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import makemore.input.InvalidInputException;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.plot.RunPage;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs into folders of their own, beside one that is unbroken and one that diverges. */
class TrainingRunTest {

  private static final int STEPS = 20;
  private static final Settings SMALL =
      Preset.DEEP_BN
          .settings()
          .with(s -> s.embeddingSize(5).hiddenSize(4).hiddenLayers(1).steps(STEPS));
  private static final Settings DIVERGING =
      SMALL.with(s -> s.learningRate(1000).learningRateDecayAt(100).batchSize(2).steps(1000));

  @TempDir private static Path parent;
  private static WordFile words;
  private static RunResult unbroken;
  private static RunResult diverged;

  @BeforeAll
  static void train() throws IOException {
    String names = "emma\nolivia\nava\nmia\nann\nbob\neve\nada\nleo\nmax\n";
    words = WordFile.read(Files.writeString(parent.resolve("names.txt"), names));
    unbroken = run(SMALL, folder("unbroken"));
    diverged = run(DIVERGING, folder("diverged"));
  }

  private static RunFolder folder(String name) {
    return new RunFolder(parent.resolve(name));
  }

  private static RunResult run(Settings settings, RunFolder folder) throws IOException {
    TrainingData data = TrainingData.of("names.txt", words, settings);
    return new TrainingRun(settings, Layers.FUSED, data, folder, Optional.empty(), 1, 8)
        .run(() -> false, List.of());
  }

  private static void assertSame(RunResult actual, RunResult expected) throws IOException {
    assertThat(actual.settings()).isEqualTo(expected.settings());
    assertThat(actual.data()).isEqualTo(expected.data());
    assertThat(actual.summary()).isEqualTo(expected.summary());
    assertThat(actual.divergence()).isEqualTo(expected.divergence());
    assertThat(actual.embedding()).isEqualTo(expected.embedding());
    for (RecordedTable table : RecordedTable.values()) {
      assertThat(actual.recording().table(table).print(1000))
          .isEqualTo(expected.recording().table(table).print(1000));
    }
    assertThat(RunPage.of(actual).html()).isEqualTo(RunPage.of(expected).html());
  }

  @Test
  void resultIsWhatIsInTheFolder() throws IOException {
    assertSame(unbroken, RunResult.read(folder("unbroken")));
    assertThat(unbroken.embedding()).hasLength(unbroken.data().vocabulary().length());
    assertThat(unbroken.embedding()[0]).hasLength(5);
  }

  @Test
  void divergedResultIsWhatIsInTheFolder() throws IOException {
    assertThat(diverged.divergence().orElseThrow()).contains("training has diverged");
    assertThat(diverged.summary()).isEmpty();
    assertThat(diverged.plots()).isEqualTo(parent.resolve("diverged/diverged/plots"));
    assertSame(diverged, RunResult.read(folder("diverged")));
  }

  /** As far as its sums tell, nothing was changed. */
  @Test
  void runWithoutALossForEachStepIsRefused() throws IOException {
    RunFolder folder = folder("without-losses");
    Summary summary = unbroken.summary().orElseThrow();
    folder.lock().close();
    try (Model model = folder("unbroken").model(summary)) {
      folder.write(summary, model, words, new Recording().tables());
    }

    assertThat(assertThrows(InvalidInputException.class, () -> RunResult.read(folder)))
        .hasMessageThat()
        .isEqualTo(
            folder.path()
                + ": the recorded tables are damaged (loss.csv does not have a row for each step);"
                + " train the run again");
  }

  @Test
  void runThatDivergedBeforeItsFirstLossHasNoPage() {
    RunResult atOnce =
        new RunResult(
            diverged.folder(),
            DIVERGING,
            diverged.data(),
            Optional.empty(),
            Optional.of("the loss is NaN at step 0"),
            new Recording(),
            List.of(),
            new float[0][]);

    assertThat(assertThrows(InvalidInputException.class, () -> RunPage.of(atOnce)))
        .hasMessageThat()
        .startsWith(diverged.folder().path() + ": the loss is NaN at step 0");
  }
}
