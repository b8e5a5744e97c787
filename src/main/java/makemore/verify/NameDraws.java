package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.nn.Network;
import makemore.sample.Sampler;

/**
 * Holds how close the draws of names were.
 *
 * @param scores for each draw the log(p / q) of each character, q being random; the character with
 *     the largest is drawn
 */
record NameDraws(List<double[]> scores) {

  /** The rounding of p, q and p / q of two characters in single precision. */
  private static final double ROUNDING = 6 * 0x1p-24;

  /** Repeats the draws of names, with the engine's generator as it was before the first. */
  static NameDraws repeat(int names, Network network, int blockSize, NDManager manager) {
    List<double[]> draws = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      long[] context = new long[blockSize];
      for (int length = 0; length < Sampler.LONGEST_NAME; length++) {
        double[] scores = scores(context, network, manager);
        draws.add(scores);
        int drawn = Doubles.indexOf(scores, Doubles.max(scores));
        if (drawn == 0) {
          break;
        }
        System.arraycopy(context, 1, context, 0, blockSize - 1);
        context[blockSize - 1] = drawn;
      }
    }
    return new NameDraws(draws);
  }

  private static double[] scores(long[] context, Network network, NDManager manager) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray contexts = manager.create(context, new Shape(1, context.length));
      NDArray logits = network.forward(contexts, false).toType(DataType.FLOAT64, false);
      double[] scores = logits.logSoftmax(1).toDoubleArray();
      Shape shape = new Shape(scores.length);
      double[] u = manager.randomUniform(0, 1, shape, DataType.FLOAT64).toDoubleArray();
      Arrays.setAll(scores, i -> scores[i] - Math.log(-Math.log1p(-u[i])));
      return scores;
    }
  }

  /**
   * Returns whether rounding in single precision can change a name: whether four times what it does
   * to our own scores is as much as the closest lead. What a state file says does not count.
   *
   * @param exact the same draws of our run in double precision
   */
  boolean canDiffer(NameDraws exact) {
    double noise = ROUNDING;
    double lead = Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(scores.size(), exact.scores.size()); i++) {
      double[] actual = scores.get(i);
      double[] right = exact.scores.get(i);
      for (int j = 0; j < right.length; j++) {
        // The lead has the noise of two scores.
        noise = Math.max(noise, 2 * Math.abs(actual[j] - right[j]));
      }
      double[] sorted = Arrays.stream(right).sorted().toArray();
      lead = Math.min(lead, sorted[sorted.length - 1] - sorted[sorted.length - 2]);
    }
    return Precision.TIMES_FLOAT32_NOISE * noise >= lead;
  }
}
