package makemore.run;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import makemore.command.Program;
import makemore.input.InvalidInputException;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.plot.RunPage;
import makemore.store.BrokenRun;
import makemore.store.RunFolder;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.DivergedException;
import makemore.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a saved run, beside the same run in memory. */
final class RunResultTest {

  private static final String ENDS = "--preset deep-bn --hidden-size 6 --steps 12";
  private static final String DIVERGES =
      "--preset mlp-bn --hidden-size 5 --batch-size 2 --steps 100 --seed 3";

  @TempDir private Path folder;

  private RunFolder train(String options) throws IOException {
    Path data = folder.resolve("names.txt");
    Files.writeString(
        data, options.equals(DIVERGES) ? "a\n".repeat(10) : "emma\nava\nmia\n".repeat(9));
    RunFolder run = new RunFolder(folder.resolve("run"));
    call("train --no-plots --quiet --data " + data + " --run " + run.path() + " " + options);
    return run;
  }

  private static void call(String line) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Program.run(nowhere, nowhere, line.split(" "));
  }

  /** Makes the run of a folder again, and reads none of its tables and values. */
  private RunResult inMemory(RunResult saved) {
    Configuration configuration = saved.configuration();
    WordFile data = WordFile.read(folder.resolve("names.txt"));
    Vocabulary vocabulary = Vocabulary.of(data.words());
    Split split = Split.of(data.words(), vocabulary, configuration.architecture().blockSize());
    Recorder recorder = new Recorder(split);
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training = Training.start(configuration, split, vocabulary.size(), manager);
      int steps = configuration.steps();
      if (saved.summary().isEmpty()) {
        assertThrows(
            DivergedException.class,
            () -> training.run(manager, 0, steps, () -> false, List.of(recorder)));
        BrokenRun diverged = BrokenRun.read(saved.folder()).orElseThrow();
        return RunResult.diverged(saved.folder(), diverged, recorder.recording());
      }
      training.run(manager, 0, steps, () -> false, List.of(recorder));
      return RunResult.ended(
          saved.folder(), saved.summary().orElseThrow(), recorder.recording(), training.network());
    }
  }

  @Test
  void pageOfARunInMemoryIsThatOfTheSavedRun() throws IOException {
    RunFolder run = train(ENDS);
    call("plot --run " + run.path());

    assertThat(RunPage.of(inMemory(RunResult.read(run))).html())
        .isEqualTo(Files.readString(run.plots().resolve("index.html")));
  }

  @Test
  void pageOfADivergedRunInMemoryIsThatOfTheSavedRun() throws IOException {
    RunFolder run = train(DIVERGES);
    call("plot --run " + run.path());

    assertThat(RunPage.of(inMemory(RunResult.read(run))).html())
        .isEqualTo(Files.readString(run.diverged().plots().resolve("index.html")));
  }

  @Test
  void embeddingHasARowForEachCharacter() throws IOException {
    float[][] embedding = RunResult.read(train(ENDS)).embedding();

    assertThat(embedding).hasLength(".aeimv".length());
    assertThat(embedding[0]).hasLength(10);
  }

  @Test
  void divergedRunHasNoSummaryAndItsPicturesBesideItsTables() throws IOException {
    RunResult result = RunResult.read(train(DIVERGES));

    assertThat(result.summary()).isEmpty();
    assertThat(result.divergence().orElseThrow()).startsWith("the loss is NaN at step ");
    assertThat(result.plots()).isEqualTo(folder.resolve("run").resolve("diverged/plots"));
  }

  @Test
  void runThatDivergedBeforeItsFirstLossIsRefusedWithItsMessage() throws IOException {
    RunFolder run = train(DIVERGES);
    Path loss = run.diverged().path().resolve("loss.csv");
    Files.writeString(loss, "step,loss\n");

    RunResult result = RunResult.read(run);
    var e = assertThrows(InvalidInputException.class, () -> RunPage.of(result));

    assertThat(e).hasMessageThat().startsWith(run.path() + ": the loss is NaN at step ");
  }

  /** Apart from those of the columns {@code type} and {@code shape}. */
  @Test
  void cellsOfTheTablesAreNumbers() throws IOException {
    RunFolder run = train(ENDS);

    for (RecordedTable table : RecordedTable.values()) {
      Path file = run.path().resolve(table.empty().name() + ".csv");
      for (String row : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
        // A shape is "(27, 10)", with its quotes.
        String numbers = row.replaceAll(",(Tanh|\"\\(\\d+, \\d+\\)\"),", ",");
        Stream<String> cells = Stream.of(numbers.split(","));
        assertWithMessage(file.getFileName() + ": " + row)
            .that(
                cells.allMatch(cell -> cell.isEmpty() || Double.isFinite(Double.parseDouble(cell))))
            .isTrue();
      }
    }
  }
}
