package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import com.google.common.collect.Lists;
import java.util.DoubleSummaryStatistics;
import java.util.List;
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

  public static double loss(Network network, Examples examples, NDManager manager) {
    return loss(network, examples, examples.byContext(), manager);
  }

  /**
   * Passes each context once, and takes the mean over the examples in double precision.
   *
   * @param sameContexts the examples, as {@link Examples#byContext} groups them
   */
  public static double loss(
      Network network, Examples examples, List<List<Integer>> sameContexts, NDManager manager) {
    DoubleSummaryStatistics losses = new DoubleSummaryStatistics();
    for (List<List<Integer>> chunk : Lists.partition(sameContexts, CHUNK)) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        long[] contexts = chunk.stream().mapToLong(same -> same.get(0)).toArray();
        Batch batch = Batch.of(manager, examples, contexts);
        NDArray logProbabilities = network.forward(batch.contexts(), false).logSoftmax(1);
        double[] values = logProbabilities.toType(DataType.FLOAT64, false).toDoubleArray();
        int classes = values.length / contexts.length;
        for (int row = 0; row < contexts.length; row++) {
          for (int example : chunk.get(row)) {
            losses.accept(-values[row * classes + examples.targets()[example]]);
          }
        }
      }
    }
    return losses.getSum() / examples.size();
  }
}
