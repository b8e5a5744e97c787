package makemore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import makemore.train.Preset;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a whole run takes beside its steps: to start, to record, to evaluate, to draw names. */
final class Costs {

  private static final String RUN = Path.of("src", "bench", "target", "run").toString();
  private static final String TWIN =
      Path.of("src", "reference", "python", "makemore.py").toString();

  private final Table table =
      Table.create(
          "costs",
          IntColumn.create("round"),
          StringColumn.create("what"),
          StringColumn.create("unit"),
          DoubleColumn.create("value"));

  private final PrintWriter out;

  Costs(PrintWriter out) {
    this.out = out;
  }

  /** Measures once. */
  void measure(int round, Preset preset, int steps, Optional<PyTorch> pyTorch) throws IOException {
    String name = preset.toString();
    String[] train =
        java(
            "makemore.Main", "train", "--preset", name, "--steps", "1", "--no-plots", "--run", RUN);
    add(round, timeUntil("loss: ", "start to first step", train));
    if (pyTorch.isPresent()) {
      String python = pyTorch.get().python();
      String[] twin = {python, TWIN, "--preset", name, "--steps", "1"};
      add(round, timeUntil("      0/", "start to first step, PyTorch", twin));
    }
    addLines(round, java(RecordedRun.class.getName(), name, String.valueOf(steps)));
    addLines(round, java(TrainedNetwork.class.getName(), name));
  }

  private void addLines(int round, String... command) throws IOException {
    try (BufferedReader lines = start(command).inputReader(StandardCharsets.UTF_8)) {
      lines.lines().map(Cost::parse).forEach(cost -> add(round, cost));
    }
  }

  Table table() {
    return table;
  }

  /** The median of the rounds, with the least and the greatest, a line for each cost. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("| what a run takes | |", "|---|---|"));
    for (String what : table.stringColumn("what").asList().stream().distinct().toList()) {
      Table rounds = table.where(table.stringColumn("what").isEqualTo(what));
      Spread spread = Spread.of(rounds.doubleColumn("value").asDoubleArray());
      String unit = rounds.stringColumn("unit").get(0);
      lines.add("| %s, %s | %s |".formatted(what, unit, Report.number(spread, "%,.2f")));
    }
    return lines;
  }

  private void add(int round, Cost cost) {
    Row row = table.appendRow();
    row.setInt("round", round);
    row.setString("what", cost.what());
    row.setString("unit", cost.unit());
    row.setDouble("value", cost.value());
    out.printf("round %d  %-34s %,10.2f %s%n", round, cost.what(), cost.value(), cost.unit());
  }

  /** From the start of a process, which then goes on to its end, to the line that begins so. */
  private static Cost timeUntil(String begin, String what, String... command) throws IOException {
    long start = System.nanoTime();
    try (BufferedReader output = start(command).inputReader(StandardCharsets.UTF_8)) {
      List<Cost> costs =
          output
              .lines()
              .filter(line -> line.startsWith(begin))
              .map(line -> Cost.secondsSince(start, what))
              .toList();
      return costs.stream()
          .findFirst()
          .orElseThrow(() -> new IOException("no line '" + begin + "' of " + List.of(command)));
    }
  }

  private static String[] java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--class-path",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
