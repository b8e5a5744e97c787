package makemore.command;

import java.util.concurrent.Callable;
import makemore.run.SavedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "evaluate",
    description = "Prints the training, validation and test loss of a saved run.")
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private SavedRunOptions savedRun;
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    engineOptions.prepare();
    try (SavedRun run = SavedRun.open(savedRun.folder())) {
      TrainingReport.print(run.evaluate(), engineOptions.out());
    }
    return 0;
  }
}
