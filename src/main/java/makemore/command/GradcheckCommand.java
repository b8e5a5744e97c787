package makemore.command;

import com.google.common.base.Joiner;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import makemore.train.Preset;
import makemore.verify.GradientCheck;
import makemore.verify.ProjectGradientChecks;
import makemore.verify.ProjectGradientChecks.Subject;
import makemore.verify.SmallSteps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gradcheck",
    description = {
      "Checks each layer's and each preset's backward pass: against central differences in double"
          + " precision, and against autograd in double and single precision.",
      "The exit status is 1 if a gradient is wrong."
    })
final class GradcheckCommand implements Callable<Integer> {

  private static final int NAME_WIDTH = 42;

  private static final String WHERE_FROM =
      """
      The loss: inv' = -sums / n, so that sums' = inv / n, and norm' = probs' probs + probs / n
      = (probs - onehot) / n. Its rows sum to 0, so the maxes have no gradient, and logits' is norm':
          logits' = (softmax(logits) - onehot) / n
      The batch norm: its gradient has a part for each path from x to y. The direct one is xhat' varinv
      = gamma varinv y'. Through the mean, mean' = -gamma varinv sum(y'), since diff sums to 0, of
      which each x has 1/n. Through the variance, 2 diff diff2'
      = -gamma varinv xhat sum(y' xhat) / (n - 1). Together:
          x' = gamma varinv (y' - sum(y') / n - xhat sum(y' xhat) / (n - 1))""";

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the points where gradients are checked (default: ${DEFAULT-VALUE}).")
  private long seed = GradientCheck.SEED;

  @Option(
      names = "--steps-of",
      paramLabel = "PRESET",
      description =
          "Checks only that preset's loss and first batch norm, one small step at a time.")
  private Preset stepsOf;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    engineOptions.prepare(1);
    PrintWriter out = engineOptions.out();
    out.printf("seed %d%n%n", seed);
    if (stepsOf != null) {
      return printSteps(out);
    }
    out.println(GradientCheck.HEAD.indent(NAME_WIDTH + 1).stripTrailing());
    List<String> wrong = new ArrayList<>();
    for (Subject subject : ProjectGradientChecks.all()) {
      GradientCheck check = subject.check(seed);
      String name = subject.name() + " (" + Joiner.on(", ").join(subject.batchSizes()) + ")";
      for (GradientCheck.Row row : check.rows()) {
        out.printf("%-" + NAME_WIDTH + "s %s%n", name, row);
        name = "";
      }
      out.flush();
      if (!check.passes()) {
        wrong.add(subject.name());
      }
    }
    String verdict =
        wrong.isEmpty()
            ? "all gradients are right"
            : "WRONG gradients in: " + String.join("; ", wrong);
    out.printf("%n%s (%.1f s)%n", verdict, (System.nanoTime() - start) / 1e9);
    return wrong.isEmpty() ? 0 : Program.FAILED;
  }

  private int printSteps(PrintWriter out) {
    List<SmallSteps.Row> rows = SmallSteps.of(stepsOf, seed);
    String form = "%-26s %-37s %8.1e %8.1e %8s %s%n";
    out.printf("%-27s%-37s %8s difference from autograd%n", "", "", "largest");
    out.printf("%-27s%-37s gradient  by hand  formula%n", "tensor", "gradient, x' for dL/dx");
    for (SmallSteps.Row row : rows) {
      String formula = row.formula() == null ? "" : String.format("%.1e", row.formula());
      String wrong = row.passes() ? "" : "WRONG";
      out.printf(form, row.tensor(), row.gradient(), row.largest(), row.byHand(), formula, wrong);
    }
    out.printf("%n%s%n", WHERE_FROM);
    return rows.stream().allMatch(SmallSteps.Row::passes) ? 0 : Program.FAILED;
  }
}
