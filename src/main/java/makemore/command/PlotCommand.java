package makemore.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import makemore.run.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "plot", description = "Draws the pictures of a saved run, without training.")
final class PlotCommand implements Callable<Integer> {

  @Mixin private SavedRunOptions savedRun;
  @Mixin private Pictures pictures;
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() throws IOException {
    engineOptions.prepare();
    pictures.draw(RunResult.read(savedRun.folder()), engineOptions);
    return 0;
  }
}
