package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import makemore.nn.Layer;

/**
 * Puts a layer at a {@link Point}, in single or double precision, and computes its gradients there,
 * of the output's projection on the point's direction.
 */
final class PlacedLayer {

  /**
   * The step of the central differences. At a point that {@link GradientsAtPoint#canBeChecked},
   * relative changes of 2^-24 of all that is computed change a gradient by less than 2.5e-5 of it,
   * 420 times as much. With a third derivative of 420^2 truncation is step^2 420^2 / 6 = 3e-8 of
   * the gradient, and rounding in double precision is 2^-53 420 / step = 5e-8.
   */
  private static final double STEP = 1e-6;

  /** So many forward passes of a random layer, such as a dropout, do not all agree. */
  private static final int PASSES = 10;

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
        (name, parameter) -> {
          NDArray value = point.values().get(name).toType(dataType, true);
          Layer.setValue(parameter, value);
          if (parameter.requiresGradient()) {
            trained.put(name, value);
          }
        });
    checkThatForwardRepeats();
    handWritten = byBackwardPass();
    autograd = byAutograd();
  }

  private void checkThatForwardRepeats() {
    double[] output = output();
    for (int i = 1; i < PASSES; i++) {
      if (!Arrays.equals(output(), output)) {
        throw new IllegalStateException(
            layer
                + ": two forward passes of the same input differ, as a dropout's do; to be checked,"
                + " each pass must draw the same random numbers");
      }
    }
  }

  private double[] output() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return layer.forward(input, true).toType(DataType.FLOAT64, false).toDoubleArray();
    }
  }

  private Map<String, double[]> byBackwardPass() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      layer.forward(input, true);
      NDArray inputGradient = layer.backward(direction);
      Map<Parameter, NDArray> gradients = layer.gradients();
      for (Parameter parameter : gradients.keySet()) {
        if (!parameters.containsValue(parameter)) {
          throw wrong("leaves a gradient of " + parameter.getName() + ", which is not its own");
        }
      }
      return gradients(
          name -> {
            boolean isInput = name.equals(Point.INPUT);
            NDArray found = isInput ? inputGradient : gradients.get(parameters.get(name));
            check(name, found);
            return found;
          });
    }
  }

  private void check(String name, NDArray gradient) {
    Shape shape = trained.get(name).getShape();
    if (gradient == null) {
      throw wrong("leaves no gradient of " + name);
    }
    if (!gradient.getShape().equals(shape)) {
      throw wrong(
          String.format(
              "leaves a gradient of %s of shape %s, expected %s",
              name, gradient.getShape(), shape));
    }
    if (gradient.isNaN().any().getBoolean()) {
      throw wrong("leaves a gradient of " + name + " that is not a number");
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(layer + ": backward " + what);
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

  private Map<String, double[]> gradients(Function<String, NDArray> find) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    for (String name : trained.keySet()) {
      gradients.put(name, find.apply(name).toType(DataType.FLOAT64, false).toDoubleArray());
    }
    return gradients;
  }

  /** Computes the gradient of some entries of a tensor from central differences. */
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

  /** Computes the output with another value of an entry of a flat tensor, which keeps it. */
  private double[] output(NDArray tensor, int entry, double value) {
    tensor.set(new NDIndex(entry), value);
    return output();
  }
}
