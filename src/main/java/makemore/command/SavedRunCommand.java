package makemore.command;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.run.RunResult;
import makemore.run.SavedRun;
import makemore.run.TrainingRun;
import makemore.store.RunFolder;
import makemore.text.Baseline;
import makemore.text.KnownWords;
import makemore.text.KnownWords.Origin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that works from a saved run alone. */
abstract class SavedRunCommand implements Callable<Integer> {

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Reads the run from this folder (default: runs/deep-bn).")
  private Path run = Path.of("runs", "deep-bn");

  @Mixin EngineOptions engineOptions;

  @Override
  public final Integer call() throws IOException {
    engineOptions.prepare(1);
    use(new RunFolder(run));
    return 0;
  }

  abstract void use(RunFolder folder) throws IOException;

  @Command(
      name = "evaluate",
      description =
          "Prints the training, validation and test loss of a saved run, and those of models that"
              + " only count characters.")
  static final class Evaluate extends SavedRunCommand {
    private static final String ROW = "%-24s %9s %10s %10s %10s%n";

    @Option(
        names = "--calibrate",
        description =
            "Also evaluates with batch norms that use the mean and variance over all training"
                + " examples in place of their running statistics.")
    private boolean calibrate;

    @Override
    void use(RunFolder folder) {
      try (SavedRun run = SavedRun.open(folder)) {
        if (calibrate && !run.summary().settings().hasBatchNorm()) {
          throw new InvalidInputException(
              "--calibrate: the network in " + folder.path() + " has no batch normalisation");
        }
        PrintWriter out = engineOptions.out();
        TrainingReport.print(run.evaluate(), out);
        if (calibrate) {
          out.printf("%nwith mean and variance over all training examples in the batch norms:%n");
          TrainingReport.print(run.calibrated(), out);
        }
        out.printf("%n" + ROW, "counting instead", "smoothing", "train", "validation", "test");
        for (Baseline each : run.baselines()) {
          String smoothing = each.smoothing() == 0 ? "-" : String.format("%.3g", each.smoothing());
          out.printf(
              ROW.replace("10s", "10.4f"),
              each.name(),
              smoothing,
              each.train(),
              each.validation(),
              each.test());
        }
      }
    }
  }

  @Command(name = "plot", description = "Draws the pictures of a saved run, without training.")
  static final class Plot extends SavedRunCommand {
    @Mixin private Pictures pictures;

    @Override
    void use(RunFolder folder) throws IOException {
      pictures.draw(RunResult.read(folder), engineOptions);
    }
  }

  @Command(
      name = "sample",
      description =
          "Prints names from a saved run, one per line: by default those that the run ended with.")
  static final class Sample extends SavedRunCommand {
    /** After so many draws without a new name, no more are made. */
    private static final int MOST_IN_VAIN = 10_000;

    @Option(names = "--count", paramLabel = "N", description = "Prints N names (default: 20).")
    private int count = TrainingRun.NAMES;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        description = "Seed of the draws (default: that of the run).")
    private Long seed;

    @Option(
        names = "--temperature",
        paramLabel = "T",
        description =
            "Divides the logits: below 1 names are more usual, above 1 they are stranger (default:"
                + " 1).")
    private double temperature = 1;

    @Option(
        names = "--prefix",
        paramLabel = "TEXT",
        description = "Starts each name with this text.")
    private String prefix = "";

    @Option(
        names = "--top-k",
        paramLabel = "K",
        description = "Draws only among the K likeliest characters (default: all).")
    private int topK = Integer.MAX_VALUE;

    @Option(names = "--new", description = "Prints only names that are not in the data.")
    private boolean onlyNew;

    @Override
    void use(RunFolder folder) {
      Range.check("--count", count, 1, 10_000_000);
      // Logits divided by next to nothing would be beyond float32.
      Range.check("--temperature", temperature, 0.001, 1000);
      Range.check("--top-k", topK, 1, Integer.MAX_VALUE);
      try (SavedRun run = SavedRun.open(folder)) {
        KnownWords known = KnownWords.of(run.words());
        Multiset<Origin> origins = EnumMultiset.create(Origin.class);
        Iterator<String> names = run.names(seed, temperature, topK, prefix).iterator();
        PrintWriter out = engineOptions.out();
        int inVain = 0;
        for (int printed = 0; printed < count && inVain < MOST_IN_VAIN; ) {
          String name = names.next();
          Origin origin = known.origin(name);
          origins.add(origin);
          if (onlyNew && origin != Origin.NEW) {
            inVain++;
          } else {
            out.println(name);
            printed++;
            inVain = 0;
          }
        }
        if (inVain == MOST_IN_VAIN) {
          engineOptions.warn(
              String.format("stopped: the last %,d names drawn were all in the data", inVain));
        }
        engineOptions.warn(KnownWords.summary(origins));
      }
    }
  }
}
