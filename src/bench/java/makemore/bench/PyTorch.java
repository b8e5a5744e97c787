package makemore.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Python that has PyTorch. */
final class PyTorch {

  private static final Path BENCH = Path.of("src", "bench", "python", "bench.py");

  private final String python;
  private final String version;

  private PyTorch(String python, String version) {
    this.python = python;
    this.version = version;
  }

  /**
   * Looks for PyTorch; nothing if there is no such Python, or it has no PyTorch.
   *
   * @param python the program
   */
  static Optional<PyTorch> of(String python) {
    try {
      List<String> lines =
          lines(
              Redirect.DISCARD,
              List.of(python, "-c", "import numpy, torch; print('PyTorch', torch.__version__)"));
      return lines.stream().findFirst().map(version -> new PyTorch(python, version));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String python() {
    return python;
  }

  /** PyTorch's version, such as "PyTorch 2.7.1+cpu". */
  String version() {
    return version;
  }

  /**
   * Measures the time of a step in a new process, in microseconds; what cannot be done, such as to
   * compile without a C++ compiler, is missing, and said on standard error.
   */
  Map<Contender, Double> measure(List<Contender> contenders, Case of, double seconds)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(python, BENCH.toString(), "--ways"));
    contenders.forEach(contender -> command.add(contender.name().toLowerCase(Locale.ROOT)));
    command.addAll(
        List.of(
            "--seconds=" + seconds,
            "--preset=" + of.preset(),
            "--hidden-size=" + of.hiddenSize(),
            "--hidden-layers=" + of.hiddenLayers(),
            "--batch-size=" + of.batchSize()));
    Map<Contender, Double> times = new EnumMap<>(Contender.class);
    for (String line : lines(Redirect.INHERIT, command)) {
      String[] words = line.split(" ");
      times.put(Contender.valueOf(words[0].toUpperCase(Locale.ROOT)), Double.parseDouble(words[1]));
    }
    return times;
  }

  private static List<String> lines(Redirect errors, List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with status " + status);
    }
    return lines;
  }
}
