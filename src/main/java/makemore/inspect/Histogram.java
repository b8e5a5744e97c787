package makemore.inspect;

import com.google.common.primitives.Floats;
import java.util.Arrays;

/**
 * Counts values in bins, as {@code torch.histogram(values, bins, density=True)} does: bins of equal
 * width from the smallest value to the largest, each closed on its left, the last on both sides.
 * Edges and bins are computed in float32, as in torch.
 *
 * @param edges the bins' edges, one more than there are bins
 * @param density the share of the values in each bin, divided by the bin's width; the area is 1
 */
public record Histogram(float[] edges, int[] counts, float[] density) {

  /**
   * A range that is a single number grows by half a unit to each side, as in torch.
   *
   * @throws IllegalArgumentException if there are no values, or the largest minus the smallest is
   *     not finite
   */
  public static Histogram of(float[] values, int bins) {
    float low = Floats.min(values);
    float high = Floats.max(values);
    if (!Float.isFinite(high - low)) {
      throw new IllegalArgumentException("no finite range from " + low + " to " + high);
    }
    if (low == high) {
      low -= 0.5f;
      high += 0.5f;
    }
    float[] edges = linspace(low, high, bins);
    int[] counts = new int[bins];
    for (float value : values) {
      counts[bin(edges, value)]++;
    }
    float[] density = new float[bins];
    for (int i = 0; i < bins; i++) {
      density[i] = (float) counts[i] / values.length / (edges[i + 1] - edges[i]);
    }
    return new Histogram(edges, counts, density);
  }

  /** Computes as torch.linspace does: from both ends to the middle, each rounded once. */
  private static float[] linspace(float low, float high, int bins) {
    float width = (high - low) / bins;
    float[] edges = new float[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = i < (bins + 1) / 2 ? Math.fma(width, i, low) : Math.fma(-width, bins - i, high);
    }
    return edges;
  }

  private static int bin(float[] edges, float value) {
    int found = Arrays.binarySearch(edges, value == 0 ? 0f : value);
    int bin = found >= 0 ? found : -found - 2;
    return Math.max(0, Math.min(bin, edges.length - 2));
  }
}
