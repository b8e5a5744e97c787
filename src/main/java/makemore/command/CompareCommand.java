package makemore.command;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.run.TrainingData;
import makemore.store.Json;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.verify.ComparedTensor;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.Comparison;
import makemore.verify.Precision;
import makemore.verify.RunComparison;
import makemore.verify.StateFile;
import makemore.verify.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Repeats a PyTorch run and compares every number: the draws, the first step's outputs and"
          + " gradients, every step's loss, the finished network and its names.",
      "The exit status is 1 if a number differs by more than rounding explains.",
      "Make a state file with: python3 src/reference/python/makemore.py --out FILE.npz"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int MOST_STEPS_IN_SILENCE = 10_000;
  private static final String NAMES = "%-45s %-11s %-8s %-6s";
  private static final String NUMBERS = " %8.1e %8.1e %8.1e%n";

  @Parameters(
      paramLabel = "FILE.npz",
      description = "The state file that the reference implementation wrote.")
  private Path file;

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

  /** Holds what --json prints. */
  private record Result(StateFile.Header header, boolean agrees, List<ComparedTensor> compared) {}

  @Override
  public Integer call() {
    engineOptions.prepare(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      StateFile state = StateFile.read(file, manager);
      Comparison comparison = comparison(state, manager);
      List<ComparedTensor> compared = compare(comparison);
      boolean agrees = compared.stream().allMatch(ComparedTensor::agrees);
      PrintWriter out = engineOptions.out();
      if (json) {
        out.println(Json.text(new Result(state.header(), agrees, compared)));
      } else {
        print(comparison, compared, out);
      }
      return agrees ? 0 : Program.FAILED;
    }
  }

  private Comparison comparison(StateFile state, NDManager manager) {
    StateFile.Header header = state.header();
    Path words = data == null ? Path.of(header.data().path()) : data;
    WordFile wordFile = WordFile.read(words);
    if (!wordFile.sha256().equals(header.data().sha256())) {
      throw new InvalidInputException(
          String.format(
              "%s: is of other data: %s has the SHA-256 %s, expected %s",
              file, words, wordFile.sha256(), header.data().sha256()));
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
    boolean silent = json || steps <= MOST_STEPS_IN_SILENCE;
    try (Progress progress = new Progress(steps, engineOptions.out(), System.console() != null)) {
      return comparison.trace(precision, silent ? List.of() : List.of(progress));
    }
  }

  private static void print(Comparison comparison, List<ComparedTensor> compared, PrintWriter out) {
    out.printf(NAMES + "  largest relative%n", "", "", "", "");
    out.printf(NAMES + " absolute  largest  allowed%n", "name", "shape", "compared", "agrees");
    for (ComparedTensor row : compared) {
      boolean none = row.check() == Check.NONE;
      String check = none ? "not" : row.check().name().toLowerCase(Locale.ROOT);
      String agrees = none ? "-" : row.agrees() ? "yes" : "NO";
      out.printf(NAMES, comparison.title(row), row.shape(), check, agrees);
      out.printf(none ? "%n" : NUMBERS, row.absolute(), row.relative(), row.allowed());
    }
    StateFile.Machine machine = comparison.state().header().machine();
    out.printf("%nPyTorch's machine: %s, %s; ", machine.processor(), machine.kernels());
    out.println(
        rows(compared, Check.KERNEL).isEmpty()
            ? "this machine draws the same bits"
            : "this machine's randn differs in its last bits, so initial parameters are compared"
                + " within its rounding");
    printVerdict(comparison, compared, out);
  }

  private static void printVerdict(
      Comparison comparison, List<ComparedTensor> compared, PrintWriter out) {
    String torch = comparison.state().header().versions().torch();
    int count = compared.size();
    List<ComparedTensor> wrong = compared.stream().filter(row -> !row.agrees()).toList();
    if (wrong.isEmpty()) {
      int none = rows(compared, Check.NONE).size();
      out.printf("the same as PyTorch %s: %d of %d; ", torch, count - none, count);
      Comparator<ComparedTensor> further = Comparator.comparingDouble(ComparedTensor::relative);
      ComparedTensor furthest = Collections.max(rows(compared, Check.DOUBLE), further);
      out.print("furthest apart in double precision: " + difference(comparison, furthest));
      String why = " not compared, because this run amplifies rounding too much";
      out.println(none == 0 ? "" : "; " + none + why);
    } else {
      ComparedTensor first = wrong.get(0);
      out.printf("DIFFERENT from PyTorch %s: %d of %d; ", torch, wrong.size(), count);
      out.print("the first is " + difference(comparison, first));
      out.printf(", where at most %.1e is allowed", first.allowed());
      boolean update = first.name().startsWith("losses");
      out.println(update ? "; step 0 agrees, so look at the update" : "");
    }
  }

  private static String difference(Comparison comparison, ComparedTensor row) {
    return String.format("%s, by %.1e relative", comparison.title(row), row.relative());
  }

  private static List<ComparedTensor> rows(List<ComparedTensor> compared, Check check) {
    return compared.stream().filter(row -> row.check() == check).toList();
  }
}
