package makemore.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import makemore.store.WholeFiles;

/** An existing folder of pictures. Each file is there completely or not at all. */
public record PictureFolder(Path path) {

  private static final String PAGE = "index.html";

  /** Writes a page and the script that it needs, and gives the page's file. */
  public Path write(HtmlPage page) throws IOException {
    write(HtmlPage.SCRIPT, HtmlPage.script());
    return write(PAGE, page.html().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the image of each chart, {@code NAME.png}.
   *
   * @throws NoFontsException if the machine has no fonts
   */
  public void write(List<Chart> charts) throws IOException {
    for (Chart chart : charts) {
      write(chart.name() + ".png", PngRenderer.png(chart));
    }
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return WholeFiles.write(path.resolve(name), bytes);
  }
}
