package makemore.bench;

import java.io.BufferedReader;
import java.io.IOException;
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

  private static final String RUN = Path.of("target", "bench", "run").toString();
  private static final Path TWIN = Path.of("src", "reference", "python", "makemore.py");

  private final Table table =
      Table.create(
          "costs",
          IntColumn.create("round"),
          StringColumn.create("what"),
          StringColumn.create("unit"),
          DoubleColumn.create("value"));

  /** Measures once. */
  void measure(int round, Preset preset, int steps, Optional<PyTorch> pyTorch) throws IOException {
    String name = preset.toString();
    add(
        round,
        "process start to first step",
        "s",
        secondsUntil(
            "loss: ",
            java("makemore.Main", "train", "--preset", name, "--steps", "1", "--no-plots", "--run",
                RUN)));
    if (pyTorch.isPresent()) {
      add(
          round,
          "process start to first step, PyTorch",
          "s",
          secondsUntil(
              "      0/",
              pyTorch.get().python(), TWIN.toString(), "--preset", name, "--steps", "1"));
    }
    Process process = start(java(RunCosts.class.getName(), name, String.valueOf(steps)));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines
          .lines()
          .map(line -> line.split("\t"))
          .forEach(words -> add(round, words[0], words[1], Double.parseDouble(words[2])));
    }
  }

  Table table() {
    return table;
  }

  /** The median of the rounds, with the least and the greatest, a line for each cost. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String what : table.stringColumn("what").unique()) {
      Table rounds = table.where(table.stringColumn("what").isEqualTo(what));
      Spread spread = Spread.of(rounds.doubleColumn("value").asDoubleArray());
      String unit = rounds.stringColumn("unit").get(0);
      lines.add("| %s | %s |".formatted(what, Report.number(spread, "%,.2f " + unit)));
    }
    return lines;
  }

  private void add(int round, String what, String unit, double value) {
    Row row = table.appendRow();
    row.setInt("round", round);
    row.setString("what", what);
    row.setString("unit", unit);
    row.setDouble("value", value);
  }

  /** From the start of a process to the line that begins so. */
  private static double secondsUntil(String begin, String... command) throws IOException {
    long start = System.nanoTime();
    double seconds = Double.NaN;
    try (BufferedReader lines = start(command).inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (Double.isNaN(seconds) && line.startsWith(begin)) {
          seconds = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    return seconds;
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
