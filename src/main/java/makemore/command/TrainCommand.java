package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import makemore.text.InvalidInputException;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.store.RunFolder;
import makemore.store.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network, evaluates it, draws names, and writes the run folder and the pictures. */
@Command(
    name = "train",
    description =
        "Trains a preset, evaluates it, draws names, and writes the run folder and the pictures.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainingOptions trainingOptions;
  @Mixin private Pictures pictures;
  @Mixin private EngineOptions engineOptions;
  @Spec private CommandSpec spec;

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

  @Option(
      names = "--trial",
      hidden = true,
      description =
          "As part of an experiment: end when standard input ends, and keep what was recorded even"
              + " if training diverges.")
  private boolean trial;

  @Option(names = "--no-plots", description = "Write no pictures.")
  private boolean noPlots;

  @Override
  public Integer call() throws IOException {
    if (trial) {
      ProgramProcess.endWithInput();
    }
    engineOptions.prepare();
    TrainingSession session = resume ? resumed() : started();
    if (!noPlots) {
      pictures.prepare();
    }
    try (Interruption interruption = new Interruption()) {
      RunFolder saved = session.run(interruption);
      if (!noPlots) {
        pictures.draw(saved, spec.commandLine().getOut(), spec.commandLine().getErr());
      }
    }
    return 0;
  }

  private TrainingSession started() {
    Configuration configuration = trainingOptions.configuration();
    Path file = data == null ? Path.of("data", "names.txt") : data;
    WordFile words = WordFile.read(file);
    Path folder = run == null ? Path.of("runs", configuration.preset()) : run;
    return session(configuration, file.toString(), words, new RunFolder(folder), null);
  }

  private TrainingSession resumed() {
    if (data != null) {
      throw new InvalidInputException("--resume goes on with the run's own data; leave out --data");
    }
    RunFolder folder =
        new RunFolder(run == null ? Path.of("runs", trainingOptions.preset().toString()) : run);
    Summary earlier = folder.summary();
    Configuration configuration = trainingOptions.resumed(earlier.configuration(), earlier.steps());
    return session(configuration, earlier.data().path(), folder.words(earlier), folder, earlier);
  }

  private TrainingSession session(
      Configuration configuration,
      String dataPath,
      WordFile words,
      RunFolder folder,
      Summary earlier) {
    return new TrainingSession(
        configuration,
        dataPath,
        words,
        folder,
        Optional.ofNullable(earlier),
        engineOptions.threads(),
        spec.commandLine().getOut(),
        quiet,
        trial);
  }
}
