package makemore.command;

import ai.djl.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.nn.Network;
import makemore.plot.HtmlPage;
import makemore.plot.NoFontsException;
import makemore.plot.PngRenderer;
import makemore.plot.RunPage;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.store.WholeFiles;
import makemore.text.InvalidInputException;
import picocli.CommandLine.Option;

/** Where the pictures of a run go, and how they get there. */
final class Pictures {

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      description = "Where the pictures are written (default: plots in the run folder).")
  private Path plots;

  /** Sees that files can be written in the folder, if it is not in the run folder. */
  void check() {
    if (plots != null) {
      WholeFiles.checkWritable(plots);
    }
  }

  /**
   * Draws a saved run; without fonts only the page, which needs none.
   *
   * @throws InvalidInputException if the run is missing or damaged
   */
  void draw(RunFolder run, PrintWriter out, PrintWriter err) throws IOException {
    HtmlPage page = page(run);
    Path folder = WholeFiles.makeFolder(plots == null ? run.plots() : plots);
    try {
      PngRenderer.write(page.charts(), folder);
    } catch (NoFontsException e) {
      err.println("makemore: " + e.getMessage());
    }
    Path index = page.write(folder);
    out.printf("the pictures are in %s; open %s%n", folder, index);
  }

  private static HtmlPage page(RunFolder run) {
    Summary summary = SavedRunOptions.summary(run);
    Recording recording = new Recording(run::table);
    if (recording.table(RecordedTable.LOSS).rowCount() != summary.steps()) {
      throw damaged(run, "loss.csv does not have a row for each step", null);
    }
    try (Model model = run.model(summary)) {
      return RunPage.of(summary, recording, (Network) model.getBlock());
    } catch (IndexOutOfBoundsException | NoSuchElementException e) {
      throw damaged(run, "rows are missing", e);
    }
  }

  private static InvalidInputException damaged(RunFolder run, String why, Throwable cause) {
    return new InvalidInputException(
        run.path() + ": the recorded tables are damaged (" + why + "); train the run again", cause);
  }
}
