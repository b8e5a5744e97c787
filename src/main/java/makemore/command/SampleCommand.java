package makemore.command;

import ai.djl.Model;
import java.util.concurrent.Callable;
import makemore.input.Range;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import makemore.train.Configuration;
import makemore.train.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sample",
    description = "Draws names from a saved run, one a line; without options those of the run.")
final class SampleCommand implements Callable<Integer> {

  static final int NAMES = 20;

  @Mixin private SavedRunOptions savedRun;
  @Mixin private EngineOptions engineOptions;

  @Option(names = "--count", paramLabel = "N", description = "How many names (default: 20).")
  private int count = NAMES;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the names (default: as at the end of the run).")
  private Long seed;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Divides the logits: below 1 the names are more usual, above 1 stranger (default: 1).")
  private double temperature = 1;

  @Option(names = "--prefix", paramLabel = "TEXT", description = "What each name begins with.")
  private String prefix = "";

  @Override
  public Integer call() {
    engineOptions.prepare();
    Range.check("--count", count, 1, 10_000_000);
    // Logits divided by next to nothing would be beyond float32.
    Range.check("--temperature", temperature, 0.001, 1000);
    RunFolder folder = savedRun.folder();
    Summary summary = folder.summary();
    try (Model model = folder.model(summary)) {
      Vocabulary vocabulary = Vocabulary.parse(summary.data().vocabulary());
      Configuration configuration = summary.configuration();
      Configuration of = seed == null ? configuration : configuration.withSeeds(0, seed);
      TorchGenerator generator =
          Training.namesGenerator(
              of, summary.steps(), summary.examples().train(), vocabulary.size());
      new Sampler((Network) model.getBlock(), vocabulary, of.architecture().blockSize())
          .sample(model.getNDManager(), generator, temperature, prefix)
          .limit(count)
          .forEach(engineOptions.out()::println);
    }
    return 0;
  }
}
