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
 */
public final class Calibration {

  private static final int CHUNK = 1024;

  private Calibration() {}

  /**
   * Replaces the running statistics of each batch normalisation, from the first to the last: the
   * inputs of each come from those before it, which have theirs already.
   */
  public static void calibrate(Network network, Examples examples, NDManager manager) {
    List<Layer> layers = network.numberedLayers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof BatchNorm1d norm) {
        calibrate(norm, layers.get(i - 1), network, examples, manager);
      }
    }
  }

  /**
   * Sums the inputs and their squares over rows, in double precision; the variance is over n - 1.
   */
  private static void calibrate(
      BatchNorm1d norm, Layer before, Network network, Examples examples, NDManager manager) {
    int features = (int) norm.value("runningMean").size();
    double[] mean = new double[features];
    double[] spread = new double[features];
    long inputsInAll = 0;
    for (List<List<Integer>> chunk : Lists.partition(examples.byContext(), CHUNK)) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        long[] contexts = chunk.stream().mapToLong(same -> same.get(0)).toArray();
        network.forward(Batch.of(manager, examples, contexts).contexts(), false);
        double[] inputs = before.output().toType(DataType.FLOAT64, false).toDoubleArray();
        for (int i = 0; i < inputs.length; i++) {
          int times = chunk.get((int) ((long) i * contexts.length / inputs.length)).size();
          mean[i % features] += times * inputs[i];
          spread[i % features] += times * inputs[i] * inputs[i];
          inputsInAll += times;
        }
      }
    }
    double n = inputsInAll / features;
    boolean keepsStd = norm.getParameters().contains("runningStd");
    for (int i = 0; i < features; i++) {
      mean[i] /= n;
      double variance = (spread[i] - n * mean[i] * mean[i]) / (n - 1);
      spread[i] = keepsStd ? Math.sqrt(variance) : variance;
    }
    set(norm.value("runningMean"), mean);
    set(norm.value(keepsStd ? "runningStd" : "runningVar"), spread);
  }

  private static void set(NDArray statistic, double[] values) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray array = statistic.getManager().create(values, statistic.getShape());
      statistic.set(new NDIndex("..."), array.toType(statistic.getDataType(), false));
    }
  }
}
