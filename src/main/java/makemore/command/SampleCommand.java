package makemore.command;

import java.util.concurrent.Callable;
import makemore.input.Range;
import makemore.run.SavedRun;
import makemore.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sample",
    description =
        "Draws names from a saved run, one a line. Without options they are those of the run's end.")
final class SampleCommand implements Callable<Integer> {

  @Mixin private SavedRunOptions savedRun;
  @Mixin private EngineOptions engineOptions;

  @Option(names = "--count", paramLabel = "N", description = "Draws N names (default: 20).")
  private int count = TrainingRun.NAMES;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seeds the draws (default: as at the end of the run).")
  private Long seed;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Divides the logits: below 1 the names are more usual, above 1 stranger (default: 1).")
  private double temperature = 1;

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Begins each name with this text.")
  private String prefix = "";

  @Override
  public Integer call() {
    engineOptions.prepare();
    Range.check("--count", count, 1, 10_000_000);
    // Logits divided by next to nothing would be beyond float32.
    Range.check("--temperature", temperature, 0.001, 1000);
    try (SavedRun run = SavedRun.open(savedRun.folder())) {
      run.names(seed, temperature, prefix).limit(count).forEach(engineOptions.out()::println);
    }
    return 0;
  }
}
