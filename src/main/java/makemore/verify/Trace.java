package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import makemore.sample.Sampler;
import makemore.text.Examples;
import makemore.train.Batch;
import makemore.train.Training;

/**
 * Holds what a training run gave, from its first step to its names.
 *
 * @param arrays FLOAT64, under the names that they have in a {@link StateFile}
 * @param draws FLOAT64 (draws, characters): the log(p / q) of each character when the names were
 *     drawn, q being random; the character with the largest is drawn
 */
public record Trace(
    Precision precision, Map<String, NDArray> arrays, List<String> names, NDArray draws) {

  /** The rounding of p, q and p / q of two characters in single precision. */
  private static final double ROUNDING = 6 * 0x1p-24;

  /** Repeats the draws of names, with the engine's generator as it was before the first. */
  static NDArray draws(List<String> names, Training training) {
    NDList scores = new NDList();
    for (String name : names) {
      Examples draws =
          Examples.of(List.of(name), training.vocabulary(), training.settings().blockSize())
              .first(Sampler.LONGEST_NAME);
      long[] all = LongStream.range(0, draws.size()).toArray();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray contexts = Batch.of(training.manager(), draws, all).contexts();
        NDArray logits =
            training.network().forward(contexts, false).toType(DataType.FLOAT64, false);
        NDArray u = training.manager().randomUniform(0, 1, logits.getShape(), DataType.FLOAT64);
        NDArray q = u.neg().add(1).log().neg();
        scores.add(logits.logSoftmax(1).sub(q.log()));
        NDScope.unregister(scores);
      }
    }
    return NDArrays.concat(scores);
  }

  /**
   * Returns whether rounding in single precision can change a name: whether four times what it does
   * to our own draws is as much as the closest lead. What a state file says does not count.
   *
   * @param exact our run in double precision
   */
  boolean namesCanDiffer(Trace exact) {
    NDIndex both = new NDIndex("0:{}", Math.min(draws.size(0), exact.draws.size(0)));
    NDArray right = exact.draws.get(both);
    // The lead has the noise of two scores.
    double noise = 2 * draws.get(both).sub(right).abs().max().getDouble();
    NDArray largest = right.topK(2, 1).get(0);
    double lead = largest.get(":, 0").sub(largest.get(":, 1")).min().getDouble();
    return Precision.TIMES_FLOAT32_NOISE * Math.max(ROUNDING, noise) >= lead;
  }
}
