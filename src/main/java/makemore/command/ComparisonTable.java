package makemore.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import makemore.verify.ComparedTensor;
import makemore.verify.ComparedTensor.Tolerance;

/** Prints a comparison with PyTorch: a row for each tensor, then the verdict. */
final class ComparisonTable {

  private ComparisonTable() {}

  static void print(List<ComparedTensor> compared, String torch, PrintWriter out) {
    String line = "%-34s %-11s %-5s %-11s %10s %10s%n";
    out.printf(line, "", "", "", "", "largest", "difference");
    out.printf(line, "name", "shape", "exact", "approximate", "absolute", "relative");
    for (ComparedTensor tensor : compared) {
      out.printf(
          "%-34s %-11s %-5s %-11s %10.1e %10.1e%n",
          tensor.name(),
          tensor.shape(),
          tensor.difference().isExact() ? "yes" : "no",
          tensor.agrees() ? "yes" : "NO",
          tensor.difference().absolute(),
          tensor.difference().relative());
    }
    out.println();
    out.println(verdict(compared, torch));
  }

  private static String verdict(List<ComparedTensor> compared, String torch) {
    List<ComparedTensor> wrong = compared.stream().filter(tensor -> !tensor.agrees()).toList();
    if (!wrong.isEmpty()) {
      ComparedTensor first = wrong.get(0);
      Tolerance tolerance = first.tolerance();
      return String.format(
          "DIFFERENT from PyTorch %s: %d of %d; the first is %s, by %.1e absolute and %.1e relative,"
              + " where at most %.1e and %.1e are allowed",
          torch,
          wrong.size(),
          compared.size(),
          first.name(),
          first.difference().absolute(),
          first.difference().relative(),
          tolerance.absolute(),
          tolerance.relative());
    }
    ComparedTensor furthest =
        compared.stream()
            .max(Comparator.comparingDouble(tensor -> tensor.difference().relative()))
            .orElseThrow();
    return String.format(
        "the same as PyTorch %s: %d of %d, of which %d exactly; the furthest is %s, by %.1e relative",
        torch,
        compared.size(),
        compared.size(),
        compared.stream().filter(tensor -> tensor.difference().isExact()).count(),
        furthest.name(),
        furthest.difference().relative());
  }
}
