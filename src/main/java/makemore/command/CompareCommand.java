package makemore.command;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.run.TrainingData;
import makemore.store.Json;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.verify.ComparedTensor;
import makemore.verify.ComparedTensor.Check;
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
  private static final String ROW = "%-34s %-11s %-8s %-6s %9s %9s %9s%n";

  @Parameters(paramLabel = "FILE.npz", description = "The state file that the twin wrote.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The words that the twin learned from (default: the file that it names).")
  private Path data;

  @Option(
      names = "--layers",
      paramLabel = "plain|fused",
      description = "The layers to compare, as of train (default: fused).")
  private VariantOptions.Layers layers = VariantOptions.Layers.FUSED;

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
        print(compared, state.header(), out);
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
    boolean fused = layers == VariantOptions.Layers.FUSED;
    Network network = configuration.architecture().withFused(fused).network(of.vocabulary().size());
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

  private static void print(
      List<ComparedTensor> compared, StateFileHeader header, PrintWriter out) {
    out.printf(ROW, "", "", "", "", "largest", "relative", "");
    out.printf(ROW, "name", "shape", "compared", "agrees", "absolute", "largest", "allowed");
    for (ComparedTensor tensor : compared) {
      boolean none = tensor.check() == Check.NONE;
      out.printf(
          ROW,
          tensor.name(),
          tensor.shape(),
          none ? "not" : tensor.check().name().toLowerCase(Locale.ROOT),
          none ? "-" : tensor.agrees() ? "yes" : "NO",
          none ? "" : digits(tensor.absolute()),
          none ? "" : digits(tensor.relative()),
          none ? "" : digits(tensor.allowed()));
    }
    boolean other = compared.stream().anyMatch(tensor -> tensor.check() == Check.KERNEL);
    out.printf(
        other
            ? "%nPyTorch drew with another kernel (%s, %s) than this machine: initial parameters are"
                + " compared within the rounding of its randn%n"
            : "%nPyTorch drew with the same kernel (%s, %s): draws are compared to the bit%n",
        header.machine().processor(),
        header.machine().kernels());
    out.println(verdict(compared, header.versions().torch()));
  }

  private static String digits(double number) {
    return String.format("%.1e", number);
  }

  private static String verdict(List<ComparedTensor> compared, String torch) {
    List<ComparedTensor> wrong = compared.stream().filter(tensor -> !tensor.agrees()).toList();
    if (!wrong.isEmpty()) {
      ComparedTensor first = wrong.get(0);
      return String.format(
          "DIFFERENT from PyTorch %s: %d of %d; the first is %s, by %.1e relative, where at most"
              + " %.1e is allowed",
          torch, wrong.size(), compared.size(), first.name(), first.relative(), first.allowed());
    }
    long none = compared.stream().filter(tensor -> tensor.check() == Check.NONE).count();
    String why = " not compared, since rounding is magnified until nothing can be said";
    String rest = none == 0 ? "" : "; " + none + why;
    String furthest =
        compared.stream()
            .filter(tensor -> tensor.check() == Check.DOUBLE)
            .max(Comparator.comparingDouble(ComparedTensor::relative))
            .map(of -> String.format("%s, by %.1e relative", of.name(), of.relative()))
            .map("; in double precision the furthest is "::concat)
            .orElse("");
    return String.format(
        "the same as PyTorch %s: %d of %d%s%s",
        torch, compared.size() - none, compared.size(), furthest, rest);
  }
}
