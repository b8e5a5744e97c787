package makemore.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rounds in which each contender has its turn at each case, so that what slows the machine down for
 * a while slows down all.
 *
 * @param csv where the times are written, again after each case, so that none is lost
 */
record Session(int rounds, double seconds, Optional<PyTorch> pyTorch, Path csv, PrintWriter out) {

  Timings measure(List<Case> cases, List<Contender> contenders) throws IOException {
    Timings timings = new Timings();
    for (int round = 1; round <= rounds; round++) {
      for (Case of : cases) {
        for (Contender contender : in(contenders, Contender.IN_JAVA)) {
          add(timings, round, of, contender, StepBenchmark.measure(contender, of, seconds));
        }
        if (pyTorch.isPresent()) {
          List<Contender> inPython = in(contenders, Contender.IN_PYTHON);
          Map<Contender, Double> times = pyTorch.get().measure(inPython, of, seconds);
          for (Contender contender : times.keySet()) {
            add(timings, round, of, contender, times.get(contender));
          }
        }
        timings.table().write().csv(csv.toFile());
      }
    }
    return timings;
  }

  private void add(Timings timings, int round, Case of, Contender contender, double microseconds) {
    timings.add(new Timing(round, of, contender, microseconds));
    out.printf(
        "round %d of %d  %-38s %-22s %,9.1f us%n", round, rounds, of, contender, microseconds);
  }

  private static List<Contender> in(List<Contender> contenders, List<Contender> language) {
    return contenders.stream().filter(language::contains).toList();
  }
}
