package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import makemore.input.Range;
import makemore.run.RunResult;
import makemore.run.SavedRun;
import makemore.run.TrainingRun;
import makemore.store.RunFolder;
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
      description = "Prints the training, validation and test loss of a saved run.")
  static final class Evaluate extends SavedRunCommand {
    @Override
    void use(RunFolder folder) {
      try (SavedRun run = SavedRun.open(folder)) {
        TrainingReport.print(run.evaluate(), engineOptions.out());
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

    @Override
    void use(RunFolder folder) {
      Range.check("--count", count, 1, 10_000_000);
      // Logits divided by next to nothing would be beyond float32.
      Range.check("--temperature", temperature, 0.001, 1000);
      try (SavedRun run = SavedRun.open(folder)) {
        run.names(seed, temperature, prefix).limit(count).forEach(engineOptions.out()::println);
      }
    }
  }
}
