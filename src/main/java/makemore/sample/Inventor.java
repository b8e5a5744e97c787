package makemore.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.Network;
import makemore.text.Vocabulary;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Invents a few names at once while a network trains, with random numbers of its own: the engine's
 * generator, which draws the batches, is left alone. The same network and seed give the same names.
 */
public record Inventor(Vocabulary vocabulary, int blockSize, int names) {

  /** More characters are not drawn: an untrained network ends a name only by chance. */
  public static final int LONGEST = 25;

  /** Invents names with the end before them and, where it was drawn, behind them: ".emma.". */
  public List<String> invent(Network network, NDManager manager, long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    long[] contexts = new long[names * blockSize];
    List<StringBuilder> made =
        new ArrayList<>(Stream.generate(() -> new StringBuilder(".")).limit(names).toList());
    boolean[] ended = new boolean[names];
    int left = names;
    for (int length = 0; length < LONGEST && left > 0; length++) {
      double[] p = probabilities(network, manager, contexts);
      for (int i = 0; i < names; i++) {
        int next = draw(p, i * p.length / names, random.nextDouble());
        if (!ended[i]) {
          made.get(i).append(vocabulary.character(next));
          ended[i] = next == 0;
          left -= ended[i] ? 1 : 0;
        }
        int from = i * blockSize;
        System.arraycopy(contexts, from + 1, contexts, from, blockSize - 1);
        contexts[from + blockSize - 1] = next;
      }
    }
    return made.stream().map(StringBuilder::toString).toList();
  }

  private double[] probabilities(Network network, NDManager manager, long[] contexts) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray batch = manager.create(contexts, new Shape(names, blockSize));
      NDArray logits = network.forward(batch, false);
      return logits.softmax(1).toType(DataType.FLOAT64, false).toDoubleArray();
    }
  }

  /** Finds where the probabilities, added up, exceed u. If none are numbers, ends the name. */
  private int draw(double[] p, int from, double u) {
    double sum = 0;
    for (int i = 0; i < p.length / names; i++) {
      sum += p[from + i];
      if (u < sum) {
        return i;
      }
    }
    return 0;
  }
}
