package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import makemore.inspect.Recorder;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.InvalidInputException;
import makemore.text.WordFile;
import makemore.train.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Trains a network, evaluates it, draws names, and writes the run folder and the pictures. */
@Command(
    name = "train",
    description =
        "Trains a preset, evaluates it, draws names, and writes the run folder and the pictures.")
final class TrainCommand implements Callable<Integer> {

  /** Those options of training that can be given with --resume. */
  private static final Set<String> RESUMABLE = Set.of("--preset", "--steps", "--sample-seed");

  @Mixin private TrainingOptions trainingOptions;
  @Mixin private Pictures pictures;
  @Mixin private EngineOptions engineOptions;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Text file with one word a line (default: data/names.txt).")
  private Path data;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Where the run is written (default: runs/PRESET).")
  private Path run;

  @Option(names = "--resume", description = "Go on with the run that is in the run folder.")
  private boolean resume;

  @Option(names = "--quiet", description = "Print only what comes after training.")
  private boolean quiet;

  @Option(names = "--no-plots", description = "Write no pictures.")
  private boolean noPlots;

  @Override
  public Integer call() throws IOException {
    engineOptions.prepare();
    Path path = run == null ? Path.of("runs", trainingOptions.preset().toString()) : run;
    RunFolder folder = new RunFolder(path);
    Optional<Summary> earlier = resume ? Optional.of(earlier(folder)) : Optional.empty();
    Configuration configuration =
        earlier.map(trainingOptions::resumed).orElseGet(trainingOptions::configuration);
    TrainingData of =
        earlier
            .map(made -> TrainingData.of(made.data().path(), folder.words(made), configuration))
            .orElseGet(() -> data(configuration));
    TrainingSession session =
        new TrainingSession(configuration, of, folder, earlier, engineOptions, new Recorder());
    if (!noPlots) {
      pictures.check();
    }
    folder.prepare();
    try (Interruption interruption = new Interruption()) {
      session.run(interruption, quiet);
      if (!noPlots) {
        pictures.draw(folder, engineOptions.out(), engineOptions.err());
      }
    }
    return 0;
  }

  private TrainingData data(Configuration configuration) {
    Path file = data == null ? Path.of("data", "names.txt") : data;
    return TrainingData.of(file.toString(), WordFile.read(file), configuration);
  }

  /** The run that goes on, which can only be given more steps and other names. */
  private Summary earlier(RunFolder folder) {
    if (data != null) {
      throw new InvalidInputException("--resume goes on with the run's own data; leave out --data");
    }
    Summary earlier = SavedRunOptions.summary(folder);
    Stream<String> given = engineOptions.given("trainingOptions").map(OptionSpec::longestName);
    if (!given.allMatch(RESUMABLE::contains)) {
      throw new InvalidInputException(
          "--resume goes on with the run's own settings; only --steps, --sample-seed and"
              + " --threads can be given with it");
    }
    return earlier;
  }
}
