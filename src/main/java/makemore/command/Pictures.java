package makemore.command;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import makemore.plot.Chart;
import makemore.plot.HtmlPage;
import makemore.plot.LabelFont;
import makemore.plot.PngRenderer;
import makemore.plot.PngRenderer.NoFontsException;
import makemore.plot.RunPage;
import makemore.run.RunResult;
import makemore.store.AtomicFiles;
import makemore.store.RunFolder;
import picocli.CommandLine.Option;

/** Draws the pictures of a run into their folder. */
final class Pictures {

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      description = "Writes the pictures into this folder (default: plots in the run folder).")
  private Path plots;

  /** Makes the folder, if it is not in the run folder; refuses one that cannot be written. */
  void check(RunFolder run) {
    Path within = run.path().toAbsolutePath().normalize();
    if (plots != null && !plots.toAbsolutePath().normalize().startsWith(within)) {
      AtomicFiles.makeFolder(plots);
    }
  }

  void draw(RunResult run, EngineOptions engineOptions) throws IOException {
    HtmlPage page = RunPage.of(run);
    Path folder = AtomicFiles.makeFolder(plots == null ? run.plots() : plots);
    Path index = page.write(folder);
    writeImages(Map.of(folder, page.charts()), engineOptions);
    engineOptions.out().printf("the pictures are in %s; open %s%n", folder, index);
  }

  /** Writes the charts of each folder, or says that there are no fonts; names a missing one. */
  static void writeImages(Map<Path, List<Chart>> images, EngineOptions engineOptions)
      throws IOException {
    try {
      for (Map.Entry<Path, List<Chart>> image : images.entrySet()) {
        PngRenderer.write(image.getValue(), image.getKey());
      }
      LabelFont.missing(Iterables.concat(images.values())).ifPresent(engineOptions::warn);
    } catch (NoFontsException e) {
      engineOptions.warn(e.getMessage());
    }
  }
}
