package makemore.command;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import makemore.nn.Network;
import makemore.store.Json;
import makemore.text.InvalidInputException;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.verify.ComparedTensor;
import makemore.verify.Comparison;
import makemore.verify.Precision;
import makemore.verify.StateFile;
import makemore.verify.StateFileHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Repeats the PyTorch run and compares every number: what is drawn, the first step's outputs"
          + " and gradients, every step's loss, the finished network, its names.",
      "Exit status 1 if a number differs more than rounding explains.",
      "Make a state file with: python3 src/reference/python/makemore.py --out FILE.npz"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int MOST_STEPS_IN_SILENCE = 10_000;

  @Parameters(paramLabel = "FILE.npz", description = "The state file that the twin wrote.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The words that the twin learned from (default: the file that it names).")
  private Path data;

  @Option(names = "--json", description = "Print JSON, for machines.")
  private boolean json;

  @Mixin private EngineOptions engineOptions;

  /** What --json prints. */
  private record Result(StateFileHeader header, boolean agrees, List<ComparedTensor> compared) {}

  @Override
  public Integer call() {
    engineOptions.prepare();
    try (NDManager manager = NDManager.newBaseManager()) {
      StateFile state = StateFile.read(file, manager);
      List<ComparedTensor> compared = compare(state, manager);
      boolean agrees = compared.stream().allMatch(ComparedTensor::agrees);
      PrintWriter out = engineOptions.out();
      if (json) {
        out.println(Json.text(new Result(state.header(), agrees, compared)));
      } else {
        ComparisonTable.print(compared, state.header(), out);
      }
      return agrees ? 0 : Program.FAILED;
    }
  }

  private List<ComparedTensor> compare(StateFile state, NDManager manager) {
    StateFileHeader header = state.header();
    Path words = data == null ? Path.of(header.data().path()) : data;
    WordFile wordFile = WordFile.read(words);
    if (!wordFile.sha256().equals(header.data().sha256())) {
      throw new InvalidInputException(
          String.format(
              "%s: is of other data: %s has the SHA-256 %s, expected %s",
              file, words, wordFile.sha256(), header.data().sha256()));
    }
    Configuration configuration = header.configuration().toConfiguration();
    TrainingData of = TrainingData.of(words.toString(), wordFile, configuration);
    Network network = configuration.architecture().network(of.vocabulary().size());
    Comparison comparison = new Comparison(state, network, of.split(), of.vocabulary(), manager);
    List<ComparedTensor> compared = new ArrayList<>(comparison.draws());
    boolean silent = json || configuration.steps() <= MOST_STEPS_IN_SILENCE;
    for (Precision precision : Precision.values()) {
      try (Progress progress =
          new Progress(configuration.steps(), engineOptions.out(), System.console() != null)) {
        compared.addAll(comparison.run(precision, silent ? List.of() : List.of(progress)));
      }
    }
    return compared;
  }
}
