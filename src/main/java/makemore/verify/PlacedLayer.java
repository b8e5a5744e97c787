package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import makemore.nn.Layer;

/**
 * A layer at a {@link Point}, in single or double precision; its gradients there, of the output's
 * projection on the point's direction, in three ways.
 *
 * <p>The layer's parameters are overwritten.
 */
final class PlacedLayer implements AutoCloseable {

  private final Layer layer;
  private final Point point;
  private final DataType dataType;
  private final Map<String, Parameter> parameters;
  private final NDManager manager = NDManager.newBaseManager();

  PlacedLayer(Layer layer, Point point, DataType dataType) {
    this.layer = layer;
    this.point = point;
    this.dataType = dataType;
    parameters = NamedParameters.of(layer);
    parameters.forEach(
        (name, parameter) ->
            SavedParameters.replace(parameter, array(point.values().get(name), parameter)));
  }

  private NDArray array(double[] values, Parameter parameter) {
    return manager.create(values, parameter.getShape()).toType(dataType, false);
  }

  private NDArray input(double[] values) {
    DataType type = point.indices() ? DataType.INT64 : dataType;
    return manager.create(values, point.inputShape()).toType(type, false);
  }

  private NDArray direction(NDArray output) {
    return manager.create(point.direction(), output.getShape()).toType(dataType, false);
  }

  /** The gradients that the layer's own backward pass computes, by the tensors' names. */
  Map<String, double[]> handWritten() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray output = layer.forward(input(point.values().get(Point.INPUT)), true);
      NDArray inputGradient = layer.backward(direction(output));
      return gradients(inputGradient, layer.gradients()::get);
    }
  }

  /** The gradients that autograd finds by following the layer's forward pass as a DJL block. */
  Map<String, double[]> autograd() {
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      NDArray input = input(point.values().get(Point.INPUT));
      if (!point.indices()) {
        input.setRequiresGradient(true);
      }
      ParameterStore store = new ParameterStore(manager, false);
      NDArray output = layer.forward(store, new NDList(input), true).singletonOrThrow();
      collector.backward(output.mul(direction(output)).sum());
      return gradients(
          point.indices() ? null : input.getGradient(),
          parameter -> parameter.getArray().getGradient());
    }
  }

  private Map<String, double[]> gradients(
      NDArray inputGradient, Function<Parameter, NDArray> gradient) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    if (!point.indices()) {
      gradients.put(Point.INPUT, doubles(inputGradient, Point.INPUT));
    }
    parameters.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            gradients.put(name, doubles(gradient.apply(parameter), name));
          }
        });
    return gradients;
  }

  private double[] doubles(NDArray gradient, String name) {
    if (gradient == null) {
      throw new IllegalStateException(layer + ": backward leaves no gradient of " + name);
    }
    return gradient.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  /**
   * Entries of a tensor's gradient, as central differences of the output's projection.
   *
   * @param name the tensor
   * @param entries which
   * @param epsilon how far to go to both sides
   * @return the differences
   */
  double[] centralDifferences(String name, int[] entries, double epsilon) {
    double[] values = point.values().get(name).clone();
    double[] differences = new double[entries.length];
    for (int i = 0; i < entries.length; i++) {
      double value = values[entries[i]];
      values[entries[i]] = value + epsilon;
      double[] above = output(name, values);
      values[entries[i]] = value - epsilon;
      double[] below = output(name, values);
      values[entries[i]] = value;
      differences[i] = projectedDifference(above, below) / (2 * epsilon);
    }
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      set(name, values);
    }
    return differences;
  }

  /** Subtracting before summing loses fewer digits than the other way round. */
  private double projectedDifference(double[] above, double[] below) {
    double sum = 0;
    for (int i = 0; i < above.length; i++) {
      sum += (above[i] - below[i]) * point.direction()[i];
    }
    return sum;
  }

  private double[] output(String name, double[] values) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      set(name, values);
      boolean ofInput = name.equals(Point.INPUT);
      NDArray input = input(ofInput ? values : point.values().get(Point.INPUT));
      return layer.forward(input, true).toDoubleArray();
    }
  }

  private void set(String name, double[] values) {
    if (!name.equals(Point.INPUT)) {
      Parameter parameter = parameters.get(name);
      // Not copyTo, which makes the engine print a warning.
      parameter.getArray().set(new NDIndex("..."), array(values, parameter));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
