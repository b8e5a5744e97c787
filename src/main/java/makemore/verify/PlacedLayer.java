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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.nn.ParameterValues;

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
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final NDArray input;
  private final NDArray direction;

  PlacedLayer(Layer layer, Point point, DataType dataType) {
    this.layer = layer;
    direction = point.direction().toType(dataType, true);
    NDArray drawn = point.values().get(Point.INPUT);
    boolean indices = drawn.getDataType() == DataType.INT64;
    input = indices ? drawn : drawn.toType(dataType, true);
    if (!indices) {
      trained.put(Point.INPUT, input);
    }
    Map<String, Parameter> parameters = NamedParameters.of(layer);
    parameters.forEach(
        (name, parameter) -> {
          NDArray value = point.values().get(name).toType(dataType, true);
          ParameterValues.set(parameter, value);
          if (parameter.requiresGradient()) {
            trained.put(name, value);
          }
        });
    double[] output = output();
    if (!IntStream.range(1, PASSES).allMatch(i -> Arrays.equals(output(), output))) {
      throw new IllegalStateException(
          layer
              + ": two forward passes of the same input differ, as a dropout's do; to be checked,"
              + " each pass must draw the same random numbers");
    }
    handWritten = byBackwardPass(parameters);
    autograd = byAutograd();
  }

  private double[] output() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return layer.forward(input, true).toType(DataType.FLOAT64, false).toDoubleArray();
    }
  }

  private Map<String, double[]> byBackwardPass(Map<String, Parameter> parameters) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      layer.forward(input, true);
      NDArray inputGradient = layer.backward(direction);
      Map<Parameter, NDArray> found = layer.gradients();
      return gradients(
          "backward",
          name -> name.equals(Point.INPUT) ? inputGradient : found.get(parameters.get(name)));
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
      return gradients("autograd", name -> trained.get(name).getGradient());
    } finally {
      trained.values().forEach(array -> array.setRequiresGradient(false));
    }
  }

  private Map<String, double[]> gradients(String finder, Function<String, NDArray> find) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    trained.forEach(
        (name, value) -> {
          NDArray gradient = find.apply(name);
          String tensor = layer + ": " + finder + " leaves no gradient of " + name;
          if (gradient == null) {
            throw new IllegalStateException(tensor);
          }
          if (!gradient.getShape().equals(value.getShape())) {
            throw new IllegalStateException(
                tensor + " of shape " + value.getShape() + ", but of " + gradient.getShape());
          }
          double[] numbers = gradient.toType(DataType.FLOAT64, false).toDoubleArray();
          if (Arrays.stream(numbers).anyMatch(Double::isNaN)) {
            throw new IllegalStateException(tensor + " that is a number, but NaN");
          }
          gradients.put(name, numbers);
        });
    return gradients;
  }

  /** Computes the gradient of some entries of a tensor from central differences. */
  double[] centralDifferences(String tensor, int[] entries) {
    double[] differences = new double[entries.length];
    double[] along = direction.toDoubleArray();
    NDArray flat = trained.get(tensor).flatten();
    for (int i = 0; i < entries.length; i++) {
      NDIndex entry = new NDIndex(entries[i]);
      double value = flat.getDouble(entries[i]);
      flat.set(entry, value + STEP);
      double[] above = output();
      flat.set(entry, value - STEP);
      double[] below = output();
      flat.set(entry, value);
      // Subtracting before summing loses fewer digits than the other way round.
      for (int j = 0; j < above.length; j++) {
        differences[i] += (above[j] - below[j]) * along[j];
      }
      differences[i] /= 2 * STEP;
    }
    return differences;
  }
}
