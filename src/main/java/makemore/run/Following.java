package makemore.run;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.stream.LongStream;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.train.Batch;

/**
 * Which characters follow which: as counted over the training examples, and as the trained network
 * predicts it.
 *
 * @param tokens the most frequent ones, by their indices
 * @param counted how often each of them, by the second index, follows each, by the first
 * @param predicted the mean probability that it follows, over a sample of the examples; NaN after
 *     what the sample does not have
 */
public record Following(List<Integer> tokens, int[][] counted, double[][] predicted) {

  /** So many examples, the first ones, are predicted. */
  public static final int SAMPLE = 4096;

  private static final int MOST_TOKENS = 40;
  private static final int CHUNK = 1024;

  /** Takes the trained network; the arrays are closed on the way. */
  static Following of(Network network, Examples train, NDManager manager) {
    Multiset<Integer> seen = HashMultiset.create(Ints.asList(train.targets()));
    List<Integer> tokens =
        Multisets.copyHighestCountFirst(seen).elementSet().stream()
            .limit(MOST_TOKENS)
            .sorted()
            .toList();
    int[][] counted = new int[tokens.size()][tokens.size()];
    for (int i = 0; i < train.size(); i++) {
      int before = tokens.indexOf(last(train, i));
      int next = tokens.indexOf(train.targets()[i]);
      if (before >= 0 && next >= 0) {
        counted[before][next]++;
      }
    }
    return new Following(tokens, counted, predicted(network, train.first(SAMPLE), tokens, manager));
  }

  private static double[][] predicted(
      Network network, Examples sample, List<Integer> tokens, NDManager manager) {
    double[][] predicted = new double[tokens.size()][tokens.size()];
    int[] passed = new int[tokens.size()];
    for (int from = 0; from < sample.size(); from += CHUNK) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int to = Math.min(from + CHUNK, sample.size());
        long[] chunk = LongStream.range(from, to).toArray();
        var contexts = Batch.of(manager, sample, chunk).contexts();
        float[] p = network.forward(contexts, false).softmax(1).toFloatArray();
        int classes = p.length / chunk.length;
        for (int i = from; i < to; i++) {
          int before = tokens.indexOf(last(sample, i));
          for (int next = 0; before >= 0 && next < tokens.size(); next++) {
            predicted[before][next] += p[(i - from) * classes + tokens.get(next)];
            passed[before] += next == 0 ? 1 : 0;
          }
        }
      }
    }
    for (int before = 0; before < tokens.size(); before++) {
      for (int next = 0; next < tokens.size(); next++) {
        predicted[before][next] /= passed[before];
      }
    }
    return predicted;
  }

  private static int last(Examples examples, int i) {
    return examples.contexts()[(i + 1) * examples.blockSize() - 1];
  }
}
