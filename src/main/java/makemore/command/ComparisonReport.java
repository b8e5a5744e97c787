package makemore.command;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import makemore.verify.ComparedTensor;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.Comparison;
import makemore.verify.StateFile;

/** Says what a comparison with PyTorch found. */
record ComparisonReport(Comparison comparison, List<ComparedTensor> compared, PrintWriter out) {

  private static final String NAMES = "%-45s %-11s %-8s %-6s";
  private static final String NUMBERS = " %8.1e %8.1e %8.1e%n";

  void printRows() {
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
        rows(Check.KERNEL).isEmpty()
            ? "this machine draws the same bits"
            : "this machine's randn differs in its last bits, so initial parameters are compared within"
                + " its rounding");
  }

  void printVerdict() {
    String torch = comparison.state().header().versions().torch();
    int count = compared.size();
    List<ComparedTensor> wrong = compared.stream().filter(row -> !row.agrees()).toList();
    if (wrong.isEmpty()) {
      int none = rows(Check.NONE).size();
      out.printf("the same as PyTorch %s: %d of %d; ", torch, count - none, count);
      Comparator<ComparedTensor> further = Comparator.comparingDouble(ComparedTensor::relative);
      ComparedTensor furthest = Collections.max(rows(Check.DOUBLE), further);
      out.print("furthest apart in double precision: " + difference(furthest));
      String why = " not compared, because this run amplifies rounding too much";
      out.println(none == 0 ? "" : "; " + none + why);
    } else {
      ComparedTensor first = wrong.get(0);
      out.printf("DIFFERENT from PyTorch %s: %d of %d; ", torch, wrong.size(), count);
      out.print("the first is " + difference(first));
      out.printf(", where at most %.1e is allowed", first.allowed());
      boolean update = first.name().startsWith("losses");
      out.println(update ? "; step 0 agrees, so look at the update" : "");
    }
  }

  private String difference(ComparedTensor row) {
    return String.format("%s, by %.1e relative", comparison.title(row), row.relative());
  }

  private List<ComparedTensor> rows(Check check) {
    return compared.stream().filter(row -> row.check() == check).toList();
  }
}
