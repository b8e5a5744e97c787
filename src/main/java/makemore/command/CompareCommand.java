package makemore.command;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.run.TrainingData;
import makemore.store.Json;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.verify.ComparedTensor;
import makemore.verify.Comparison;
import makemore.verify.Precision;
import makemore.verify.RunComparison;
import makemore.verify.StateFile;
import makemore.verify.Trace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Repeats a PyTorch run and compares every number: the draws, the first step's outputs and"
          + " gradients, every step's loss, the finished network and its names.",
      "Without FILE.npz, compares a preset with the PyTorch run of 1,001 steps that ships with the"
          + " program; no Python is needed.",
      "The exit status is 1 if a number differs by more than rounding explains.",
      "Make a state file with: python3 src/reference/python/makemore.py --out FILE.npz"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int MOST_STEPS_IN_SILENCE = 10_000;

  /** Which of PyTorch's runs is compared. */
  private static final class Run {
    @Parameters(
        paramLabel = "FILE.npz",
        description = "The state file that the reference implementation wrote.")
    private Path file;

    @Option(
        names = "--preset",
        paramLabel = "PRESET",
        description = "Compares this preset: ${COMPLETION-CANDIDATES} (default: deep-bn).")
    private Preset preset;

    @Option(names = "--all", description = "Compares all presets, one after the other.")
    private boolean all;
  }

  @ArgGroup private Run run = new Run();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "The words that PyTorch learned from (default: the file that the state file names).")
  private Path data;

  @Option(
      names = "--layers",
      paramLabel = "plain|fused",
      description = "The layers to compare, as for train (default: fused).")
  private Layers layers = Layers.FUSED;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private EngineOptions engineOptions;

  /** Holds what --json prints of a run. */
  private record Result(StateFile.Header header, boolean agrees, List<ComparedTensor> compared) {}

  @Override
  public Integer call() {
    engineOptions.prepare(1);
    if (run.file != null) {
      return status(agrees(manager -> StateFile.read(run.file, manager), run.file.toString()));
    }
    Preset one = run.preset == null ? Preset.DEEP_BN : run.preset;
    boolean agree = true;
    for (Preset preset : run.all ? Preset.values() : new Preset[] {one}) {
      agree &= agrees(manager -> StateFile.of(preset, manager), preset.toString());
    }
    return status(agree);
  }

  private static int status(boolean agrees) {
    return agrees ? 0 : Program.FAILED;
  }

  private boolean agrees(Function<NDManager, StateFile> reader, String name) {
    try (NDManager manager = NDManager.newBaseManager()) {
      StateFile state = reader.apply(manager);
      Comparison comparison = comparison(state, name, manager);
      List<ComparedTensor> compared = compare(comparison);
      boolean agrees = compared.stream().allMatch(ComparedTensor::agrees);
      PrintWriter out = engineOptions.out();
      if (json) {
        out.println(Json.text(new Result(state.header(), agrees, compared)));
      } else {
        ComparisonReport report = new ComparisonReport(comparison, compared, out);
        if (run.all) {
          out.print(name + ": ");
        } else {
          report.printRows();
        }
        report.printVerdict();
      }
      return agrees;
    }
  }

  private Comparison comparison(StateFile state, String name, NDManager manager) {
    StateFile.Header header = state.header();
    Path words = data == null ? Path.of(header.data().path()) : data;
    WordFile wordFile = WordFile.read(words);
    if (!wordFile.sha256().equals(header.data().sha256())) {
      throw new InvalidInputException(
          String.format(
              "%s: is of other data: %s has the SHA-256 %s, expected %s",
              name, words, wordFile.sha256(), header.data().sha256()));
    }
    TrainingData training = TrainingData.of(words.toString(), wordFile, header.settings());
    Network network = layers.network(header.settings(), training.vocabulary().size());
    return new Comparison(
        state, network, layers.crossEntropy(), training.split(), training.vocabulary(), manager);
  }

  private List<ComparedTensor> compare(Comparison comparison) {
    StateFile state = comparison.state();
    List<ComparedTensor> compared = new ArrayList<>(comparison.draws());
    Trace exact = trace(comparison, Precision.DOUBLE);
    compared.addAll(new RunComparison(state, exact, exact).rows());
    Trace single = trace(comparison, Precision.SINGLE);
    compared.addAll(new RunComparison(state, single, exact).rows());
    return compared;
  }

  private Trace trace(Comparison comparison, Precision precision) {
    int steps = comparison.state().header().settings().steps();
    boolean silent = json || run.all || steps <= MOST_STEPS_IN_SILENCE;
    try (Progress progress = new Progress(steps, engineOptions.out(), System.console() != null)) {
      return comparison.trace(precision, silent ? List.of() : List.of(progress));
    }
  }
}
