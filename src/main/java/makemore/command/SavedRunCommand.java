package makemore.command;

import ai.djl.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import makemore.input.Range;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.run.RunResult;
import makemore.run.TrainingData;
import makemore.run.TrainingRun;
import makemore.sample.Sampler;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Evaluation;
import makemore.train.Settings;
import makemore.train.Training;
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
    engineOptions.prepare();
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
      Summary summary = folder.summary();
      WordFile words = folder.words(summary);
      Split split = TrainingData.of(summary.data().path(), words, summary.settings()).split();
      try (Model model = folder.model(summary)) {
        Network network = (Network) model.getBlock();
        Evaluation loss = Evaluation.of(network, split, model.getNDManager());
        TrainingReport.print(loss, engineOptions.out());
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
      Summary summary = folder.summary();
      Settings saved = summary.settings();
      Settings settings = seed == null ? saved : saved.withSampleSeed(seed);
      Vocabulary vocabulary = Vocabulary.parse(summary.data().vocabulary());
      int examples = summary.examples().train();
      try (Model model = folder.model(summary)) {
        TorchGenerator generator =
            Training.namesGenerator(settings, summary.steps(), examples, vocabulary.size());
        new Sampler((Network) model.getBlock(), vocabulary, settings.blockSize())
            .sample(model.getNDManager(), generator, temperature, prefix)
            .limit(count)
            .forEach(engineOptions.out()::println);
      }
    }
  }
}
