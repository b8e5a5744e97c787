package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.Network;
import makemore.sample.Sampler;
import makemore.text.Vocabulary;

/**
 * Describes a draw of a character, which is the one with the largest log(p / q), q being random.
 *
 * @param index the character's token index
 * @param logProbabilities log p of each character
 * @param lead the distance from the character's log(p / q) to the largest of the others
 */
record NameDraw(int index, double[] logProbabilities, double lead) {

  /** The rounding of p, q and p / q of two characters in single precision. */
  private static final double ROUNDING = 6 * 0x1p-24;

  /** Repeats the draws of names, with the engine's generator as it was before the first. */
  static List<NameDraw> repeat(
      List<String> names,
      Network network,
      Vocabulary vocabulary,
      int blockSize,
      NDManager manager) {
    List<NameDraw> draws = new ArrayList<>();
    for (String name : names) {
      String ended = name + Vocabulary.END;
      long[] context = new long[blockSize];
      for (int codePoint : ended.codePoints().limit(Sampler.LONGEST_NAME).toArray()) {
        NameDraw draw = repeat(context, vocabulary.indexOf(codePoint), network, manager);
        draws.add(draw);
        System.arraycopy(context, 1, context, 0, blockSize - 1);
        context[blockSize - 1] = draw.index;
      }
    }
    return draws;
  }

  private static NameDraw repeat(long[] context, int index, Network network, NDManager manager) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray contexts = manager.create(context, new Shape(1, context.length));
      NDArray logits = network.forward(contexts, false).toType(DataType.FLOAT64, false);
      double[] logProbabilities = logits.logSoftmax(1).toDoubleArray();
      Shape shape = new Shape(logProbabilities.length);
      double[] u = manager.randomUniform(0, 1, shape, DataType.FLOAT64).toDoubleArray();
      double best = Double.NEGATIVE_INFINITY;
      double drawn = 0;
      for (int i = 0; i < u.length; i++) {
        double score = logProbabilities[i] - Math.log(-Math.log1p(-u[i]));
        if (i == index) {
          drawn = score;
        } else {
          best = Math.max(best, score);
        }
      }
      return new NameDraw(index, logProbabilities, Math.abs(drawn - best));
    }
  }

  /**
   * Says whether rounding in single precision can change a name: whether four times what it does to
   * our own probabilities is as much as the closest lead. What a state file says does not count.
   *
   * @param single the draws of our run in single precision
   * @param exact those of our run in double precision
   */
  static boolean canDiffer(List<NameDraw> single, List<NameDraw> exact) {
    double noise = ROUNDING;
    double lead = Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(single.size(), exact.size()); i++) {
      for (int j = 0; j < single.get(i).logProbabilities.length; j++) {
        double p = single.get(i).logProbabilities[j];
        // The lead has the noise of two characters.
        noise = Math.max(noise, 2 * Math.abs(p - exact.get(i).logProbabilities[j]));
      }
      lead = Math.min(lead, exact.get(i).lead);
      if (single.get(i).index != exact.get(i).index) {
        // The next contexts are others.
        break;
      }
    }
    return Precision.TIMES_FLOAT32_NOISE * noise >= lead;
  }
}
