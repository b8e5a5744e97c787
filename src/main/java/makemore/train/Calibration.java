package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import com.google.common.collect.Lists;
import java.util.List;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.text.Examples;

/**
 * The mean and variance of a batch normalisation's inputs over all examples, measured once after
 * training, as the lesson does before it introduces running statistics.
 *
 * <p>Each row counts once, and the variance is over their number - 1:
 *
 * <pre>
 * n = n + 1,  d = x - mean,  mean = mean + d / n,  squares = squares + d (x - mean)
 * </pre>
 *
 * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Welford 1962</a>
 */
public final class Calibration {

  private static final int CHUNK = 1024;

  private final double[] mean;
  private final double[] squares;
  private double n;

  private Calibration(int features) {
    mean = new double[features];
    squares = new double[features];
  }

  /**
   * Replaces the running statistics of each batch normalisation, from the first to the last: the
   * inputs of each come from those before it, which have theirs already.
   */
  public static void calibrate(Network network, Examples examples, NDManager manager) {
    List<Layer> layers = network.numberedLayers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof BatchNorm1d norm) {
        NDArray runningMean = norm.value("runningMean");
        Calibration inputs = new Calibration((int) runningMean.size());
        inputs.add(network, layers.get(i - 1), examples, manager);
        boolean keepsStd = norm.getParameters().contains("runningStd");
        double[] spread = inputs.squares.clone();
        for (int feature = 0; feature < spread.length; feature++) {
          double variance = spread[feature] / (inputs.n - 1);
          spread[feature] = keepsStd ? Math.sqrt(variance) : variance;
        }
        set(runningMean, inputs.mean);
        set(norm.value(keepsStd ? "runningStd" : "runningVar"), spread);
      }
    }
  }

  private static void set(NDArray statistic, double[] values) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray array = statistic.getManager().create(values, statistic.getShape());
      statistic.set(new NDIndex("..."), array.toType(statistic.getDataType(), false));
    }
  }

  /** Adds the outputs of a layer, each example once. */
  private void add(Network network, Layer layer, Examples examples, NDManager manager) {
    for (List<List<Integer>> chunk : Lists.partition(examples.byContext(), CHUNK)) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        long[] contexts = chunk.stream().mapToLong(same -> same.get(0)).toArray();
        network.forward(Batch.of(manager, examples, contexts).contexts(), false);
        double[] values = layer.output().toType(DataType.FLOAT64, false).toDoubleArray();
        int perExample = values.length / contexts.length;
        for (int i = 0; i < values.length; i += mean.length) {
          add(values, i, chunk.get(i / perExample).size());
        }
      }
    }
  }

  /** Adds a row of features that occurs several times. */
  private void add(double[] values, int from, int times) {
    n += times;
    for (int feature = 0; feature < mean.length; feature++) {
      double d = values[from + feature] - mean[feature];
      mean[feature] += times * d / n;
      squares[feature] += times * d * (values[from + feature] - mean[feature]);
    }
  }
}
