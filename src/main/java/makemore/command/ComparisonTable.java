package makemore.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import makemore.verify.ComparedTensor;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.StateFileHeader;

/** Prints a comparison with PyTorch: a row for each tensor, then the verdict. */
final class ComparisonTable {

  private ComparisonTable() {}

  private static final String ROW = "%-34s %-11s %-8s %-6s %9s %9s %9s%n";

  static void print(List<ComparedTensor> compared, StateFileHeader header, PrintWriter out) {
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
    out.println();
    out.println(kernels(compared, header));
    out.println(verdict(compared, header.versions().torch()));
  }

  private static String digits(double number) {
    return String.format("%.1e", number);
  }

  private static String kernels(List<ComparedTensor> compared, StateFileHeader header) {
    boolean other = compared.stream().anyMatch(tensor -> tensor.check() == Check.KERNEL);
    String text =
        other
            ? "PyTorch drew with another kernel (%s, %s) than this machine: initial parameters are"
                + " compared within the rounding of its randn"
            : "PyTorch drew with the same kernel (%s, %s): draws are compared to the bit";
    return String.format(text, header.machine().processor(), header.machine().kernels());
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
    String rest =
        none == 0
            ? ""
            : "; " + none + " not compared, since rounding is magnified until nothing can be said";
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
