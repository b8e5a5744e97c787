package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import makemore.plot.HtmlPage;
import makemore.plot.PngRenderer;
import makemore.plot.PngRenderer.NoFontsException;
import makemore.plot.RunPage;
import makemore.run.RunResult;
import makemore.store.AtomicFiles;
import picocli.CommandLine.Option;

/** Where the pictures of a run go, and how they get there. */
final class Pictures {

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      description = "Writes the pictures into this folder (default: plots in the run folder).")
  private Path plots;

  /** Makes the folder, if it is not in the run folder; refuses one that cannot be written. */
  void check() {
    if (plots != null) {
      AtomicFiles.makeFolder(plots);
    }
  }

  /** Draws a run; without fonts only the page, which needs none. */
  void draw(RunResult run, EngineOptions engineOptions) throws IOException {
    HtmlPage page = RunPage.of(run);
    Path folder = AtomicFiles.makeFolder(plots == null ? run.plots() : plots);
    try {
      PngRenderer.write(page.charts(), folder);
    } catch (NoFontsException e) {
      engineOptions.err().println("makemore: " + e.getMessage());
    }
    Path index = page.write(folder);
    engineOptions.out().printf("the pictures are in %s; open %s%n", folder, index);
  }
}
