package makemore.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import makemore.plot.PngRenderer;
import makemore.random.TorchEngine;
import makemore.train.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The benchmark: measures, prints, and writes tables and charts. */
@Command(name = "bench")
public final class Bench implements Callable<Integer> {

  /** What is measured. */
  enum Mode {
    /** A step of each preset, and what else a run takes. */
    SPEED,
    /** A step of larger and smaller networks and batches. */
    GROWTH;

    String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters private Mode mode;

  @Option(names = "--presets", split = ",")
  private List<Preset> presets;

  @Option(names = "--rounds")
  private int rounds;

  @Option(names = "--seconds", description = "of a contender's turn, after a longer warm-up")
  private double seconds;

  @Option(names = "--steps", description = "of the run whose recording and memory is measured")
  private int steps;

  @Option(names = "--python")
  private String python;

  @Option(names = "--out")
  private Path out;

  private final PrintWriter terminal = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  private Optional<PyTorch> pyTorch = Optional.empty();

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    TorchEngine.configure();
    System.exit(
        new CommandLine(new Bench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Preset.class, Bench::preset)
            .execute(args));
  }

  static Preset preset(String name) {
    return Stream.of(Preset.values())
        .filter(preset -> preset.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("no preset: " + name));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    pyTorch = PyTorch.of(python);
    String machine = Machine.describe(pyTorch);
    terminal.println(machine);
    if (pyTorch.isEmpty()) {
      terminal.printf(
          "PyTorch is skipped: %s has no torch and numpy; -Dpython= names another%n", python);
    }
    List<String> report = new ArrayList<>(List.of("", machine, ""));
    report.addAll(mode == Mode.GROWTH ? growth() : speed());
    report.forEach(terminal::println);
    Files.write(out.resolve(mode.file() + ".md"), report.subList(1, report.size()));
    return 0;
  }

  private List<String> speed() throws IOException {
    Timings timings = measure(presets.stream().map(Case::of).toList(), List.of(Contender.values()));
    if (ResidentMemory.now().isEmpty()) {
      terminal.println("memory is skipped: only Linux tells how much is resident");
    }
    Costs costs = new Costs(terminal);
    for (int round = 1; round <= rounds; round++) {
      costs.measure(round, Preset.DEEP_BN, steps, pyTorch);
      costs.table().write().csv(out.resolve("costs.csv").toFile());
    }
    PngRenderer.write(List.of(TimingCharts.speed(timings)), out);
    return Stream.of(Report.lines(timings), List.of(""), costs.lines())
        .flatMap(List::stream)
        .toList();
  }

  private List<String> growth() throws IOException {
    Timings timings =
        measure(
            Dimension.allCases(), List.of(Contender.TRAIN, Contender.AUTOGRAD, Contender.EAGER));
    PngRenderer.write(TimingCharts.growth(timings), out);
    return Report.lines(timings);
  }

  private Timings measure(List<Case> cases, List<Contender> contenders) throws IOException {
    Path csv = out.resolve(mode.file() + ".csv");
    Timings timings =
        new Session(rounds, seconds, pyTorch, csv, terminal).measure(cases, contenders);
    timings.summary().write().csv(out.resolve(mode.file() + "_summary.csv").toFile());
    return timings;
  }
}
