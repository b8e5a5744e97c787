package makemore.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import makemore.plot.Chart;
import makemore.plot.PngRenderer;
import makemore.random.TorchEngine;
import makemore.train.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The benchmark: measures, prints, and writes tables and charts. */
@Command(name = "bench")
public final class Bench implements Callable<Integer> {

  /** What is measured. */
  enum Mode {
    /** A step of each preset, and what else a run takes. */
    SPEED,
    /** A step of larger and smaller networks and batches. */
    GROWTH
  }

  @Parameters private Mode mode;

  @Option(names = "--presets", split = ",")
  private List<String> presets;

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
  private Optional<PyTorch> pyTorch;

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    TorchEngine.configure();
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    pyTorch = PyTorch.of(python);
    terminal.println(Machine.describe(pyTorch));
    if (pyTorch.isEmpty()) {
      terminal.printf(
          "PyTorch is skipped: %s has no torch and numpy; -Dpython= names another%n", python);
    }
    if (mode == Mode.GROWTH) {
      growth();
    } else {
      speed();
    }
    return 0;
  }

  private void speed() throws IOException {
    List<Case> cases =
        presets.stream().map(name -> Case.of(Preset.named(name).orElseThrow())).toList();
    Timings timings = session("speed.csv").measure(cases, Arrays.asList(Contender.values()));
    Costs costs = new Costs(terminal);
    for (int round = 1; round <= rounds; round++) {
      costs.measure(round, Preset.DEEP_BN, steps, pyTorch);
      costs.table().write().csv(out.resolve("costs.csv").toFile());
    }
    write(timings, "speed_summary.csv", List.of(TimingCharts.speed(timings)));
    costs.lines().forEach(terminal::println);
  }

  private void growth() throws IOException {
    Timings timings =
        session("growth.csv")
            .measure(
                Dimension.allCases(),
                List.of(Contender.TRAIN, Contender.AUTOGRAD, Contender.EAGER));
    write(timings, "growth_summary.csv", TimingCharts.growth(timings));
  }

  private Session session(String csv) {
    return new Session(rounds, seconds, pyTorch, out.resolve(csv), terminal);
  }

  private void write(Timings timings, String summary, List<Chart> charts) throws IOException {
    timings.summary().write().csv(out.resolve(summary).toFile());
    PngRenderer.write(charts, out);
    terminal.println();
    Report.lines(timings).forEach(terminal::println);
    terminal.println();
  }
}
