package makemore.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.store.Checkpoint;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.DivergedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description =
        "Trains a preset, evaluates it, draws names, and writes the run folder and the pictures.")
final class TrainCommand implements Callable<Integer> {

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

  @Option(
      names = "--resume",
      description =
          "Go on with the run that is in the run folder, from its last step or checkpoint on; more"
              + " --steps can be given.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "After how many steps what --resume needs is written (default: 10000).")
  private int checkpointEvery = 10_000;

  @Option(names = "--quiet", description = "Print only what comes after training.")
  private boolean quiet;

  @Option(names = "--no-plots", description = "Write no pictures.")
  private boolean noPlots;

  @Option(names = "--end-with-input", hidden = true, description = "As part of an experiment.")
  private boolean endWithInput;

  @Override
  public Integer call() throws IOException {
    if (endWithInput) {
      ProgramProcess.endWithInput();
    }
    Range.check("--checkpoint-every", checkpointEvery, 1, Integer.MAX_VALUE);
    Path path = run == null ? Path.of("runs", trainingOptions.preset().toString()) : run;
    RunFolder folder = new RunFolder(path);
    if (resume) {
      try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
        return resume(folder, checkpoint);
      }
    }
    if (folder.hasCheckpoint()) {
      engineOptions.err().printf("makemore: beginning anew; --resume goes on in %s%n", path);
    }
    Configuration configuration = trainingOptions.configuration();
    // Tablesaw, which the recorder needs, takes as long to load as the engine.
    CompletableFuture.runAsync(RecordedTable.LOSS::empty);
    engineOptions.prepare(configuration.fastestThreads());
    Path file = data == null ? Path.of("data", "names.txt") : data;
    TrainingData of = TrainingData.of(file.toString(), WordFile.read(file), configuration);
    return train(configuration, of, folder, Optional.empty());
  }

  private int resume(RunFolder folder, Checkpoint checkpoint) throws IOException {
    Summary made = checkpoint.summary();
    Configuration configuration = trainingOptions.resumed(made);
    if (data != null && !WordFile.read(data).sha256().equals(made.data().sha256())) {
      throw new InvalidInputException(
          "--resume: --data " + data + " is not what the run learns from; leave it out");
    }
    engineOptions.prepare(configuration.fastestThreads());
    if (checkpoint.run().equals(folder)
        && made.steps() == configuration.steps()
        && made.configuration().equals(configuration)) {
      PrintWriter out = engineOptions.out();
      out.printf("the run is finished after %,d steps; --steps makes more%n", made.steps());
      return draw(folder);
    }
    WordFile words = checkpoint.run().words(made);
    TrainingData of = TrainingData.of(made.data().path(), words, configuration);
    return train(configuration, of, folder, Optional.of(checkpoint));
  }

  @SuppressWarnings("try")
  private int train(
      Configuration configuration, TrainingData of, RunFolder folder, Optional<Checkpoint> earlier)
      throws IOException {
    Recorder recorder = new Recorder(of.split());
    if (!noPlots) {
      pictures.check();
    }
    try (Closeable lock = folder.lock();
        Interruption interruption = new Interruption()) {
      try {
        new TrainingSession(
                configuration, of, folder, earlier, engineOptions, checkpointEvery, recorder)
            .run(interruption, quiet);
      } catch (DivergedException e) {
        draw(folder);
        throw e;
      }
      return draw(folder);
    }
  }

  private int draw(RunFolder folder) throws IOException {
    if (!noPlots) {
      pictures.draw(folder, engineOptions.out(), engineOptions.err());
    }
    return 0;
  }
}
