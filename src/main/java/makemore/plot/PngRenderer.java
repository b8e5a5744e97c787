package makemore.plot;

import java.io.IOException;
import java.nio.file.Path;

/** Draws charts as PNG images, 1600 pixels wide, without a screen. */
public final class PngRenderer {

  /**
   * Draws a chart into its file, {@code NAME.png}. The file is there completely or not at all, and
   * its bytes depend on the chart and the machine's fonts only.
   *
   * @param chart the chart
   * @param folder an existing folder
   * @return the file
   * @throws IOException if it cannot be written
   * @throws NoFontsException if the machine has no fonts
   */
  public Path write(Chart chart, Path folder) throws IOException {
    throw new UnsupportedOperationException();
  }
}
