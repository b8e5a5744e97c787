package makemore.text;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
    long[] before =
        IntStream.rangeClosed(1, n)
            .mapToLong(i -> examples.contexts()[i * examples.blockSize() - 1])
            .toArray();
    long[] next = Arrays.stream(examples.targets()).asLongStream().toArray();
    long[] pairs =
        IntStream.range(0, n).mapToLong(i -> before[i] << Integer.SIZE | next[i]).toArray();
    return new CountingLoss(
        (n * Math.log(n) - sumOfLogs(next)) / n, (sumOfLogs(before) - sumOfLogs(pairs)) / n);
  }

  /** Adds up c ln c, c being how often each of the numbers occurs. */
  private static double sumOfLogs(long[] numbers) {
    long[] sorted = LongStream.of(numbers).sorted().toArray();
    double sum = 0;
    for (int from = 0, to = 1; to <= sorted.length; to++) {
      if (to == sorted.length || sorted[to] != sorted[from]) {
        sum += (to - from) * Math.log(to - from);
        from = to;
      }
    }
    return sum;
  }
}
