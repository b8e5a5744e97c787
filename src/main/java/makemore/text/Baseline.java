package makemore.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The mean loss of a model that only counts, in nats, on each part of the data: what a network has
 * to beat.
 *
 * @param smoothing added to each count, the best one on the validation part
 */
public record Baseline(
    String name, double smoothing, double train, double validation, double test) {

  /** How many characters before the next one are counted at most. */
  private static final int MOST_BEFORE = 3;

  private static final double[] SMOOTHINGS =
      DoubleStream.iterate(1 / 1024.0, smoothing -> 2 * smoothing).limit(17).toArray();

  /** Counts the training part in several ways, from none to the {@value #MOST_BEFORE} before. */
  public static List<Baseline> of(List<String> words, Vocabulary vocabulary) {
    Split split = Split.of(words, vocabulary, MOST_BEFORE);
    double uniform = Math.log(vocabulary.size());
    List<Baseline> baselines = new ArrayList<>();
    baselines.add(new Baseline("all characters alike", 0, uniform, uniform, uniform));
    for (int order = 0; order <= MOST_BEFORE; order++) {
      baselines.add(of(NgramCounts.of(split.train(), order, vocabulary.size()), split));
    }
    return baselines;
  }

  private static Baseline of(NgramCounts counts, Split split) {
    String before = counts.order() == 1 ? "1 character" : counts.order() + " characters";
    return DoubleStream.of(SMOOTHINGS)
        .mapToObj(
            smoothing ->
                new Baseline(
                    counts.order() == 0 ? "counts of characters" : "counts after " + before,
                    smoothing,
                    counts.loss(split.train(), smoothing),
                    counts.loss(split.validation(), smoothing),
                    counts.loss(split.test(), smoothing)))
        .min(Comparator.comparingDouble(Baseline::validation))
        .orElseThrow();
  }
}
