package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import makemore.nn.Layer;

/**
 * A layer at a {@link Point}, in single or double precision; its gradients there, of the output's
 * projection on the point's direction.
 *
 * <p>Until this is closed, the layer's parameters and running statistics have the point's values.
 */
final class PlacedLayer implements AutoCloseable {

  private final Layer layer;
  private final Point point;
  private final DataType dataType;
  private final Map<String, Parameter> parameters;
  private final List<Runnable> undone = new ArrayList<>();
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final NDArray input;
  private final NDManager manager = NDManager.newBaseManager();

  PlacedLayer(Layer layer, Point point, DataType dataType) {
    this.layer = layer;
    this.point = point;
    this.dataType = dataType;
    parameters = NamedParameters.of(layer);
    DataType type = point.indices() ? DataType.INT64 : dataType;
    input = array(point.values().get(Point.INPUT), point.inputShape(), type);
    if (!point.indices()) {
      trained.put(Point.INPUT, input);
    }
    parameters.forEach(this::place);
  }

  private void place(String name, Parameter parameter) {
    boolean autograd = parameter.getArray().hasGradient();
    NDArray original = parameter.getArray().duplicate();
    undone.add(
        () -> {
          Layer.setValue(parameter, original);
          original.setRequiresGradient(autograd);
        });
    NDArray values = array(point.values().get(name), parameter.getShape(), dataType);
    Layer.setValue(parameter, values);
    if (parameter.requiresGradient()) {
      trained.put(name, values);
    }
  }

  private NDArray array(double[] values, Shape shape, DataType type) {
    return manager.create(values, shape).toType(type, false);
  }

  /** The gradients that the layer's own backward pass computes, by the tensors' names. */
  Map<String, double[]> handWritten() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray output = layer.forward(input, true);
      NDArray inputGradient = layer.backward(direction(output));
      return gradients(
          name ->
              name.equals(Point.INPUT)
                  ? inputGradient
                  : layer.gradients().get(parameters.get(name)));
    }
  }

  /** The gradients that autograd finds by following the layer's forward pass as a DJL block. */
  Map<String, double[]> autograd() {
    trained.values().forEach(array -> array.setRequiresGradient(true));
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      ParameterStore store = new ParameterStore(manager, false);
      NDArray output = layer.forward(store, new NDList(input), true).singletonOrThrow();
      collector.backward(output.mul(direction(output)).sum());
      return gradients(name -> trained.get(name).getGradient());
    } finally {
      trained.values().forEach(array -> array.setRequiresGradient(false));
    }
  }

  private NDArray direction(NDArray output) {
    return array(point.direction(), output.getShape(), dataType);
  }

  private Map<String, double[]> gradients(Function<String, NDArray> of) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (String name : trained.keySet()) {
      NDArray gradient = of.apply(name);
      if (gradient == null) {
        throw new IllegalStateException(layer + ": backward leaves no gradient of " + name);
      }
      gradients.put(name, gradient.toType(DataType.FLOAT64, false).toDoubleArray());
    }
    return gradients;
  }

  /** The output where a tensor has other values, which it keeps. */
  double[] output(String tensor, double[] values) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray array = trained.get(tensor);
      // Not copyTo, which makes the engine print a warning.
      array.set(new NDIndex("..."), array(values, array.getShape(), dataType));
      return layer.forward(input, true).toDoubleArray();
    }
  }

  @Override
  public void close() {
    undone.forEach(Runnable::run);
    manager.close();
  }
}
