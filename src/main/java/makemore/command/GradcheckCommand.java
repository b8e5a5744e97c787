package makemore.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import makemore.verify.GradientCheck;
import makemore.verify.ProjectGradientChecks;
import makemore.verify.ProjectGradientChecks.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves the gradients that are written by hand. */
@Command(
    name = "gradcheck",
    description = {
      "Checks each layer's and each preset's backward pass: against central differences in double"
          + " precision, and against autograd in double and single precision.",
      "Exit status 1 if a gradient is wrong."
    })
final class GradcheckCommand implements Callable<Integer> {

  private static final double NANOSECONDS_PER_SECOND = 1e9;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "" + GradientCheck.SEED,
      description = "Seed of the points where gradients are checked (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    engineOptions.prepare();
    PrintWriter out = engineOptions.out();
    out.printf("seed %d%n%n", seed);
    GradientTable table = new GradientTable(out);
    List<String> wrong = new ArrayList<>();
    List<Subject> subjects = ProjectGradientChecks.all(seed);
    for (Subject subject : subjects) {
      List<GradientCheck> checks =
          subject.batchSizes().stream().map(n -> subject.check().apply(n)).toList();
      table.print(subject, checks);
      if (!checks.stream().allMatch(GradientCheck::passes)) {
        wrong.add(subject.name());
      }
    }
    double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
    out.println();
    if (wrong.isEmpty()) {
      out.printf("all gradients are right (%.1f s)%n", seconds);
      return 0;
    }
    out.printf("WRONG gradients in: %s (%.1f s)%n", String.join("; ", wrong), seconds);
    return Program.FAILED;
  }
}
