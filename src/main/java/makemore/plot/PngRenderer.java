package makemore.plot;

import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import makemore.store.AtomicFiles;
import org.jfree.chart.JFreeChart;

/** Draws charts as images, without a screen. */
public final class PngRenderer {

  /** Says that the machine has no fonts to draw images with, and which package has some. */
  public static final class NoFontsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NoFontsException(Throwable cause) {
      super(
          "no images: this machine has no fonts; on Debian, install fonts-dejavu-core and"
              + " fontconfig",
          cause);
    }
  }

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 400;
  private static final int HEIGHT_OF_LABELS = 900;
  private static final int HEIGHT_OF_LEGEND_ROW = 22;

  private PngRenderer() {}

  /**
   * Draws a chart.
   *
   * @param width in pixels; the height is what the chart needs
   * @throws NoFontsException if the machine has no fonts
   */
  public static BufferedImage image(Chart chart, int width) {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 12)
          .getStringBounds("a", new FontRenderContext(null, true, true));
    } catch (RuntimeException | InternalError | LinkageError e) {
      // Without fonts Java fails in different ways, here or later.
      throw new NoFontsException(e);
    }
    JFreeChart drawn = new PngChart(chart).draw();
    int rows = drawn.getXYPlot().getLegendItems().getItemCount();
    int least = chart.kind() == Chart.Kind.LABELS ? HEIGHT_OF_LABELS : HEIGHT;
    int most = Math.max(rows, Series.rows(chart).size());
    int height = Math.max(least, 100 + HEIGHT_OF_LEGEND_ROW * most);
    RenderingHints hints = drawn.getRenderingHints();
    hints.put(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    hints.put(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return drawn.createBufferedImage(width, height, BufferedImage.TYPE_INT_RGB, null);
  }

  /**
   * Writes the image of each chart into an existing folder, {@code NAME.png}, 1600 pixels wide; on
   * several processors at once, as training is over.
   *
   * @throws NoFontsException if the machine has no fonts
   */
  public static void write(List<Chart> charts, Path folder) throws IOException {
    try {
      // Whether there are fonts is seen with the first, where nothing wraps what is thrown.
      charts.stream().limit(1).forEach(chart -> write(chart, folder));
      charts.stream().skip(1).parallel().forEach(chart -> write(chart, folder));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(Chart chart, Path folder) {
    try {
      AtomicFiles.write(folder.resolve(chart.name() + ".png"), png(chart));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the bytes of a chart's file. They depend on the chart and the machine's fonts only. */
  static byte[] png(Chart chart) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Of a stream itself ImageIO would make a file, with a shutdown hook, when all may be over.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image(chart, WIDTH), "png", out);
    }
    return bytes.toByteArray();
  }
}
