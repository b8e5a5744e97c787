package makemore.text;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The model that only counts: how often each character follows the {@code order} characters before
 * it. What a network adds is what its loss is below that of such counts.
 *
 * @param order 0 counts letters, 1 pairs
 * @param counts the token indices before, and how often each character followed them
 */
public record NgramCounts(int order, int vocabularySize, Map<IntBuffer, int[]> counts) {

  /**
   * Counts over examples.
   *
   * @param order at most the examples' block size
   */
  public static NgramCounts of(Examples examples, int order, int vocabularySize) {
    Map<IntBuffer, int[]> counts = new HashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      counts
          .computeIfAbsent(before(examples, i, order), key -> new int[vocabularySize])[
          examples.targets()[i]]++;
    }
    return new NgramCounts(order, vocabularySize, counts);
  }

  private static IntBuffer before(Examples examples, int example, int order) {
    int end = (example + 1) * examples.blockSize();
    return IntBuffer.wrap(examples.contexts(), end - order, order);
  }

  /**
   * Returns how often each character follows a context: {@code (count + smoothing) / (sum + size x
   * smoothing)}.
   *
   * @param before token indices, the nearest last
   * @param smoothing added to each count; with 0, all are NaN after what was never seen
   */
  public double[] probabilities(double smoothing, int... before) {
    return probabilities(IntBuffer.wrap(before), smoothing);
  }

  private double[] probabilities(IntBuffer before, double smoothing) {
    int[] seen = counts.getOrDefault(before, new int[vocabularySize]);
    double sum = vocabularySize * smoothing;
    for (int count : seen) {
      sum += count;
    }
    double[] probabilities = new double[vocabularySize];
    for (int i = 0; i < vocabularySize; i++) {
      probabilities[i] = (seen[i] + smoothing) / sum;
    }
    return probabilities;
  }

  /**
   * Returns the mean negative log-likelihood of examples, in nats; infinite if one of them was
   * never seen and the smoothing is 0.
   */
  public double loss(Examples examples, double smoothing) {
    Map<IntBuffer, double[]> known = new HashMap<>();
    double sum = 0;
    for (int i = 0; i < examples.size(); i++) {
      double probability =
          known
              .computeIfAbsent(
                  before(examples, i, order), context -> probabilities(context, smoothing))[
              examples.targets()[i]];
      sum -= probability > 0 ? Math.log(probability) : Double.NEGATIVE_INFINITY;
    }
    return sum / examples.size();
  }
}
