package makemore.run;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import makemore.input.InvalidInputException;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Settings;

/**
 * The result of a run in memory: everything that its pictures are drawn from, apart from {@link
 * #following}, for which the saved network passes examples once more.
 *
 * @param folder where the run is saved
 * @param summary empty if the run diverged
 * @param divergence says where the run diverged; empty if it ended
 * @param words that the run learned from; none if it diverged
 * @param embedding the numbers of each character, of shape (vocabulary size, embedding size); empty
 *     if the run diverged
 */
public record RunResult(
    RunFolder folder,
    Settings settings,
    Summary.Data data,
    Optional<Summary> summary,
    Optional<String> divergence,
    Recording recording,
    List<String> words,
    float[][] embedding) {

  /** Takes the result of a finished run. The network's arrays can be closed afterwards. */
  public static RunResult ended(
      RunFolder folder, Summary run, Recording recording, List<String> words, Network net) {
    float[][] embedding = rows(net.embedding().value("weight"));
    Optional<Summary> summary = Optional.of(run);
    return new RunResult(
        folder, run.settings(), run.data(), summary, Optional.empty(), recording, words, embedding);
  }

  /** What follows what, by the saved network of a run that ended. */
  public Following following() {
    Vocabulary vocabulary = Vocabulary.parse(data.vocabulary());
    Split split = Split.of(words, vocabulary, settings.blockSize());
    try (Model model = folder.model(summary.orElseThrow())) {
      return Following.of((Network) model.getBlock(), split.train(), model.getNDManager());
    }
  }

  /** Draws the embedding anew as training began with it: it is what a run's seed draws first. */
  public float[][] initialEmbedding() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape shape = new Shape(embedding.length, embedding[0].length);
      return rows(TorchGenerator.manualSeed(settings.seed()).randn(manager, shape));
    }
  }

  private static float[][] rows(NDArray table) {
    return LongStream.range(0, table.getShape().head())
        .mapToObj(i -> table.get(i).toFloatArray())
        .toArray(float[][]::new);
  }

  /** Takes what was recorded until a run diverged. */
  public static RunResult diverged(RunFolder folder, DivergedRun run, Recording recording) {
    Optional<String> message = Optional.of(run.message());
    return new RunResult(
        folder,
        run.settings(),
        run.data(),
        Optional.empty(),
        message,
        recording,
        List.of(),
        new float[0][]);
  }

  /**
   * Reads the latest run of a folder, whether it ended or diverged.
   *
   * @throws InvalidInputException if the run is missing or damaged
   */
  public static RunResult read(RunFolder folder) {
    Optional<DivergedRun> diverged = DivergedRun.read(folder);
    if (diverged.isPresent()) {
      return diverged(folder, diverged.get(), new Recording(folder.diverged()::table));
    }
    Summary summary = folder.summary();
    RunResult result;
    try (Model model = folder.model(summary)) {
      Recording recording = new Recording(folder::table);
      List<String> words = folder.words(summary).words();
      result = ended(folder, summary, recording, words, (Network) model.getBlock());
    }
    if (result.recording.table(RecordedTable.LOSS).rowCount() != summary.steps()) {
      throw result.damaged("loss.csv does not have a row for each step", null);
    }
    return result;
  }

  /** Measures what the rules of {@link makemore.inspect.Diagnosis} judge. */
  public Measurements measurements() {
    return Measurements.of(
        recording,
        settings,
        Vocabulary.parse(data.vocabulary()).size(),
        data.counting(),
        data.repeats(),
        summary.map(Summary::loss).orElse(TrainingRun.NO_LOSS),
        divergence.isPresent());
  }

  /** Says why what was recorded cannot be used. */
  public InvalidInputException damaged(String why, Throwable cause) {
    return new InvalidInputException(
        folder.path() + ": the recorded tables are damaged (" + why + "); train the run again",
        cause);
  }

  /** The folder of the run's pictures, if the user names no other. */
  public Path plots() {
    return (divergence.isPresent() ? folder.diverged() : folder).plots();
  }
}
