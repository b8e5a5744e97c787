package makemore.text;

import java.util.Arrays;

/**
 * The mean losses, in nats, of two models that only count the examples that they are judged by. A
 * network that has learned less than that has learned nothing of what comes before a character.
 *
 * @param characters of one that knows how often each character occurs
 * @param pairs of one that knows how often each follows the one before it
 */
public record CountingLoss(double characters, double pairs) {

  /**
   * Counts examples. With c(a, b) times b after a, and c(a) times a before anything, the loss of
   * pairs is the mean of -ln(c(a, b) / c(a)).
   */
  public static CountingLoss of(Examples examples) {
    int n = examples.size();
    long[] pairs = new long[n];
    for (int i = 0; i < n; i++) {
      long before = examples.contexts()[(i + 1) * examples.blockSize() - 1];
      pairs[i] = before << Integer.SIZE | examples.targets()[i];
    }
    Arrays.sort(pairs);
    int[] next = examples.targets().clone();
    Arrays.sort(next);
    double ofPairs = sumOfLogs(n, (i, j) -> pairs[i] == pairs[j]);
    double ofFirst = sumOfLogs(n, (i, j) -> pairs[i] >> Integer.SIZE == pairs[j] >> Integer.SIZE);
    double ofNext = sumOfLogs(n, (i, j) -> next[i] == next[j]);
    return new CountingLoss((n * Math.log(n) - ofNext) / n, (ofFirst - ofPairs) / n);
  }

  private interface Same {
    boolean test(int i, int j);
  }

  /** Adds up c ln c, c being how many of n sorted numbers are the same. */
  private static double sumOfLogs(int n, Same same) {
    double sum = 0;
    for (int from = 0, to = 1; to <= n; to++) {
      if (to == n || !same.test(from, to)) {
        sum += (to - from) * Math.log(to - from);
        from = to;
      }
    }
    return sum;
  }
}
