package makemore.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * The colours of the series: the first six are near those of Okabe and Ito, "Color Universal
 * Design" (2008), without yellow and black; the last two were chosen to be far from these to
 * readers with normal sight, protanopia and deuteranopia. Each has a contrast of at least 3:1 to
 * white; the page's style sheet has others where a page is dark.
 *
 * @param colours how many of the colours are used, from 1 to {@link #SIZE}; the series after that
 *     many has the first colour again, dashed
 */
record Palette(int colours) {

  static final int SIZE = 8;

  /** For a map, from the least value to the greatest: hue by hue, evenly lighter in OKLab. */
  static final List<String> MAP =
      List.of(
          "#33035E", "#2B2D82", "#005295", "#007394", "#01929B", "#00B299", "#58CE85", "#AEE072",
          "#F7ED6C");

  private static final List<String> ON_WHITE =
      List.of(
          "#0072B2", "#C48000", "#009E73", "#C04F00", "#CC79A7", "#3D97D6", "#6030F0", "#A83030");

  String hex(int series) {
    return ON_WHITE.get(series % colours);
  }

  /** Gives the colour at a place of a map from 0 (the least value) to 1; grey if it is NaN. */
  static Color ofMap(double place) {
    if (Double.isNaN(place)) {
      return Color.LIGHT_GRAY;
    }
    double at = place * (MAP.size() - 1);
    float[] from = Color.decode(MAP.get((int) at)).getRGBColorComponents(null);
    float[] to = Color.decode(MAP.get((int) Math.ceil(at))).getRGBColorComponents(null);
    for (int i = 0; i < 3; i++) {
      from[i] += (float) (at - Math.floor(at)) * (to[i] - from[i]);
    }
    return new Color(from[0], from[1], from[2]);
  }

  /** Gives a colour, with alpha from 0 (it cannot be seen) to 255 (it hides all behind it). */
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
