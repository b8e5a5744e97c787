package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import makemore.experiment.TrialProcess;
import makemore.inspect.Recorder;
import makemore.store.FolderLock;
import makemore.store.Json;
import makemore.store.RunFolder;
import makemore.text.WordFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trains as part of an experiment: ends when standard input ends. */
@Command(
    name = TrialProcess.COMMAND,
    hidden = true,
    description = "Makes one run of an experiment.")
final class TrialCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What to do, as the experiment wrote it.")
  private Path file;

  @Mixin private EngineOptions engineOptions;

  @Override
  @SuppressWarnings("try")
  public Integer call() throws IOException {
    ProgramProcess.endWithInput();
    engineOptions.prepare();
    TrialProcess.Task task =
        Json.read(file, TrialProcess.Task.class, "expected a file of an experiment");
    task.configuration().check(VariantOptions::option);
    RunFolder folder = new RunFolder(Path.of(task.run()));
    TrainingData data =
        TrainingData.of(task.data(), WordFile.read(Path.of(task.data())), task.configuration());
    TrainingSession session =
        new TrainingSession(
            task.configuration(),
            data,
            folder,
            Optional.empty(),
            engineOptions,
            task.configuration().steps(),
            new Recorder(data.split()));
    try (FolderLock lock = folder.lock();
        Interruption interruption = new Interruption()) {
      session.run(interruption, true);
    }
    return 0;
  }
}
