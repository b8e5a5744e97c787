package makemore.text;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.primitives.Ints;
import java.util.List;

/**
 * The model that only counts: how often each character follows the {@code order} characters before
 * it. What a network adds is what its loss is below that of such counts.
 *
 * @param order how many characters before count: 0 counts letters, 1 pairs
 * @param counts how often each sequence of {@code order + 1} token indices occurs, and each of its
 *     beginnings of {@code order}
 */
public record NgramCounts(int order, int vocabularySize, Multiset<List<Integer>> counts) {

  /**
   * Counts over examples.
   *
   * @param order at most the examples' block size
   */
  public static NgramCounts of(Examples examples, int order, int vocabularySize) {
    NgramCounts counts = new NgramCounts(order, vocabularySize, HashMultiset.create());
    for (int i = 0; i < examples.size(); i++) {
      List<Integer> sequence = counts.sequence(examples, i);
      counts.counts.add(sequence);
      counts.counts.add(sequence.subList(0, order));
    }
    return counts;
  }

  private List<Integer> sequence(Examples examples, int example) {
    int[] sequence = new int[order + 1];
    int end = (example + 1) * examples.blockSize();
    System.arraycopy(examples.contexts(), end - order, sequence, 0, order);
    sequence[order] = examples.targets()[example];
    return Ints.asList(sequence);
  }

  /**
   * Returns the probability of a sequence's last character after those before it: {@code (count +
   * smoothing) / (sum + vocabularySize x smoothing)}.
   *
   * @param sequence {@code order + 1} token indices
   * @param smoothing added to each count; with 0, NaN after what was never seen
   */
  public double probability(List<Integer> sequence, double smoothing) {
    int sum = counts.count(sequence.subList(0, order));
    return (counts.count(sequence) + smoothing) / (sum + vocabularySize * smoothing);
  }

  /**
   * Returns the mean negative log-likelihood of examples, in nats; infinite if one of them was
   * never seen and the smoothing is 0.
   */
  public double loss(Examples examples, double smoothing) {
    double sum = 0;
    for (int i = 0; i < examples.size(); i++) {
      double probability = probability(sequence(examples, i), smoothing);
      sum += probability > 0 ? -Math.log(probability) : Double.POSITIVE_INFINITY;
    }
    return sum / examples.size();
  }
}
