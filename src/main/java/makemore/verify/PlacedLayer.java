package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
 * projection on the point's direction.
 */
final class PlacedLayer {

  /**
   * The step of the central differences. At a point that {@link GradientsAtPoint#canBeChecked},
   * relative changes of 2^-24 of all that is computed change a gradient by less than 2.5e-5 of it,
   * 420 times as much. With a third derivative of 420^2 truncation is step^2 420^2 / 6 = 3e-8 of
   * the gradient, and rounding in double precision is 2^-53 420 / step = 5e-8.
   */
  private static final double STEP = 1e-6;

  /** The gradients that the layer's own backward pass computes, by the tensors' names. */
  final Map<String, double[]> handWritten;

  /** Those that autograd finds by following the layer's forward pass as a DJL block. */
  final Map<String, double[]> autograd;

  private final Layer layer;
  private final Map<String, Parameter> parameters;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final NDArray input;
  private final NDArray direction;

  PlacedLayer(Layer layer, Point point, DataType dataType) {
    this.layer = layer;
    parameters = NamedParameters.of(layer);
    direction = point.direction().toType(dataType, true);
    NDArray drawn = point.values().get(Point.INPUT);
    boolean indices = drawn.getDataType() == DataType.INT64;
    input = indices ? drawn : drawn.toType(dataType, true);
    if (!indices) {
      trained.put(Point.INPUT, input);
    }
    parameters.forEach(
        (name, own) -> {
          NDArray value = point.values().get(name).toType(dataType, true);
          Layer.setValue(own, value);
          if (own.requiresGradient()) {
            trained.put(name, value);
          }
        });
    handWritten = byBackwardPass();
    autograd = byAutograd();
  }

  private Map<String, double[]> byBackwardPass() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      layer.forward(input, true);
      NDArray inputGradient = layer.backward(direction);
      Map<Parameter, NDArray> own = layer.gradients();
      return gradients(
          name -> name.equals(Point.INPUT) ? inputGradient : own.get(parameters.get(name)));
    }
  }

  private Map<String, double[]> byAutograd() {
    trained.values().forEach(array -> array.setRequiresGradient(true));
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      ParameterStore store = new ParameterStore(input.getManager(), false);
      NDArray output = layer.forward(store, new NDList(input), true).singletonOrThrow();
      collector.backward(output.mul(direction).sum());
      return gradients(name -> trained.get(name).getGradient());
    } finally {
      trained.values().forEach(array -> array.setRequiresGradient(false));
    }
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

  /** The gradient of some entries of a tensor, as central differences. */
  double[] centralDifferences(String tensor, int[] entries) {
    double[] differences = new double[entries.length];
    double[] along = direction.toDoubleArray();
    NDArray flat = trained.get(tensor).flatten();
    for (int i = 0; i < entries.length; i++) {
      double value = flat.getDouble(entries[i]);
      double[] above = output(flat, entries[i], value + STEP);
      double[] below = output(flat, entries[i], value - STEP);
      flat.set(new NDIndex(entries[i]), value);
      // Subtracting before summing loses fewer digits than the other way round.
      for (int j = 0; j < above.length; j++) {
        differences[i] += (above[j] - below[j]) * along[j];
      }
      differences[i] /= 2 * STEP;
    }
    return differences;
  }

  /** The output where an entry of a flat tensor has another value, which it keeps. */
  private double[] output(NDArray tensor, int entry, double value) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      tensor.set(new NDIndex(entry), value);
      return layer.forward(input, true).toDoubleArray();
    }
  }
}
