package makemore.command;

import ai.djl.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.inspect.Recording;
import makemore.nn.Network;
import makemore.plot.Chart;
import makemore.plot.HtmlPage;
import makemore.plot.NoFontsException;
import makemore.plot.PngRenderer;
import makemore.plot.RunPage;
import makemore.text.InvalidInputException;
import makemore.train.RunFolder;
import makemore.train.Summary;
import picocli.CommandLine.Option;

/** Where the pictures of a run go, and how they get there. */
final class Pictures {

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      defaultValue = "plots",
      description = "Where the pictures are written (default: plots).")
  private Path folder;

  /**
   * Makes the folder, where there is none, and sees that files can be written in it.
   *
   * @throws InvalidInputException if it cannot be written
   */
  void prepare() {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".", ".writable"));
    } catch (IOException e) {
      throw new InvalidInputException(
          folder + ": the folder of the pictures cannot be written (" + e + ")", e);
    }
  }

  /**
   * Draws a saved run.
   *
   * @param run its folder
   * @param out is told where the pictures are
   * @param err is told if there are no fonts to draw images with; the page needs none
   * @throws InvalidInputException if the run is missing or damaged
   * @throws IOException if a file cannot be written
   */
  void draw(RunFolder run, PrintWriter out, PrintWriter err) throws IOException {
    Summary summary = run.summary();
    HtmlPage page;
    try (Model model = run.model()) {
      page = RunPage.of(summary, Recording.read(run::table), (Network) model.getBlock());
    }
    prepare();
    try {
      PngRenderer renderer = new PngRenderer();
      for (Chart chart : page.charts()) {
        renderer.write(chart, folder);
      }
    } catch (NoFontsException e) {
      err.println("makemore: " + e.getMessage());
    }
    Path index = page.write(folder);
    out.printf("the pictures are in %s; open %s%n", folder, index);
  }
}
