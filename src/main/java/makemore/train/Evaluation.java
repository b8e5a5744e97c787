package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.stream.LongStream;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;

/** The mean loss of each part of the data, in nats, as a trained network gives it. */
public record Evaluation(double train, double validation, double test) {

  /** Few enough that the arrays stay small, many enough that each operation is worth its call. */
  private static final int CHUNK = 1024;

  /** Evaluates all three parts; the manager's arrays are closed on the way. */
  public static Evaluation of(Network network, Split split, NDManager manager) {
    return new Evaluation(
        loss(network, split.train(), manager),
        loss(network, split.validation(), manager),
        loss(network, split.test(), manager));
  }

  /** Evaluates examples in chunks, of little memory, and adds their losses in double precision. */
  public static double loss(Network network, Examples examples, NDManager manager) {
    CrossEntropy crossEntropy = new CrossEntropy();
    double sum = 0;
    for (int from = 0; from < examples.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, examples.size());
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        Batch batch = Batch.of(manager, examples, LongStream.range(from, to).toArray());
        NDArray logits = network.forward(batch.contexts(), false);
        NDArray losses = crossEntropy.losses(logits, batch.targets());
        sum += losses.toType(DataType.FLOAT64, false).sum().getDouble();
      }
    }
    return sum / examples.size();
  }
}
