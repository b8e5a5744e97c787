package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * The colours of the series, the same in images and on the page. The first six are those of Okabe
 * and Ito, "Color Universal Design" (2008), without yellow and black, which do not show on white or
 * on a dark page; the last two were chosen to be as far as possible from these to readers with
 * normal sight, protanopia and deuteranopia.
 *
 * @param colours how many of the colours are used, from 1 to {@link #SIZE}; the series after that
 *     many has the first colour again, dashed
 */
record Palette(int colours) {

  /** The number of colours. */
  static final int SIZE = 8;

  private static final String[] COLOURS = {
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#6030F0", "#A83030"
  };

  String hex(int series) {
    return COLOURS[series % colours];
  }

  /** From 0, which cannot be seen, to 255, which hides all behind it. */
  Color colour(int series, int alpha) {
    return new Color(alpha << 24 | Integer.decode(hex(series)), true);
  }

  boolean dashed(int series) {
    return series / colours % 2 == 1;
  }

  BasicStroke stroke(int series, float width) {
    float[] dashes = dashed(series) ? new float[] {6, 4} : null;
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }
}
