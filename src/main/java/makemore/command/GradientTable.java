package makemore.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import makemore.verify.GradientCheck;
import makemore.verify.GradientCheck.Row;
import makemore.verify.ProjectGradientChecks.Subject;

/** Prints gradient checks: a row for each tensor, with the worst of all batch sizes. */
final class GradientTable {

  private final PrintWriter out;

  /** Prints the table's head. */
  GradientTable(PrintWriter out) {
    this.out = out;
    out.printf("%63s%s%n", "", "largest difference from");
    out.printf("%-25s %-17s %8s ", "of (batch sizes)", "gradient of", "entries");
    out.printf("%8s %11s %11s %11s%n", "compared", "central", "autograd", "autograd");
    out.printf("%62s %11s %11s %11s %11s%n", "", "differences", "float64", "float32", "at most");
    out.printf("%62s %11.1e %11.1e%n", "at most", Row.FINITE_DIFFERENCES_BOUND, Row.FLOAT64_BOUND);
  }

  /** Prints the checks of one subject, of which the first row names it. */
  void print(Subject subject, List<GradientCheck> checks) {
    String batchSizes =
        subject.batchSizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String name = subject.name() + " (" + batchSizes + ")";
    List<Row> first = checks.get(0).rows();
    for (int i = 0; i < first.size(); i++) {
      int row = i;
      List<Row> rows = checks.stream().map(check -> check.rows().get(row)).toList();
      Row last = rows.get(rows.size() - 1);
      Row nearest = worst(rows, r -> r.float32() / r.float32Bound());
      out.printf(
          "%-35s %-17s %6d %8d %11.1e %11.1e %11.1e %11.1e%n",
          i == 0 ? name : "",
          last.tensor(),
          last.size(),
          last.compared(),
          worst(rows, Row::finiteDifferences).finiteDifferences(),
          worst(rows, Row::float64).float64(),
          nearest.float32(),
          nearest.float32Bound());
    }
    out.flush();
  }

  /** The row whose number is largest, or NaN, which counts as larger than any. */
  private static Row worst(List<Row> rows, ToDoubleFunction<Row> number) {
    return rows.stream().max(Comparator.comparingDouble(number)).orElseThrow();
  }
}
