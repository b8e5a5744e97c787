package makemore.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws a saved run's pictures again. */
@Command(
    name = "plot",
    description = "Draws the pictures of a saved run, without training.",
    mixinStandardHelpOptions = true)
final class PlotCommand implements Callable<Integer> {

  @Mixin private SavedRunOptions savedRun;
  @Mixin private Pictures pictures;
  @Mixin private EngineOptions engineOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    engineOptions.prepare();
    pictures.draw(savedRun.folder(), spec.commandLine().getOut(), spec.commandLine().getErr());
    return 0;
  }
}
