package makemore.verify;

import static com.google.common.base.Preconditions.checkState;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;

/**
 * A layer whose parameters have the values at which its gradients are computed, of the output's
 * projection on a direction.
 *
 * @param input INT64 if it is of whole numbers, which have no gradient
 * @param direction of the output's shape
 */
record PlacedLayer(Layer layer, NDArray input, NDArray direction) {

  private static final String INPUT = "input";

  /** So many forward passes of a random layer, such as a dropout, do not all agree. */
  private static final int PASSES = 10;

  /**
   * Draws the parameters, the input and the direction, in single precision. Parameters that are all
   * alike, as the ones and zeros of a gamma and a beta, would hide errors and get N(0, 1) added.
   *
   * @param high if above 0, the input is of whole numbers below this; if 0, of real numbers from -2
   *     to 2
   * @throws IllegalStateException if the forward pass is random
   */
  static PlacedLayer draw(Layer layer, Shape inputShape, int high, long seed, NDManager manager) {
    TorchGenerator generator = TorchGenerator.manualSeed(seed);
    layer.initialize(manager, inputShape);
    for (NDArray value : NamedParameters.trained(layer).values()) {
      if (value.max().contentEquals(value.min())) {
        value.addi(generator.randn(manager, value.getShape()));
      }
    }
    NDArray input =
        high > 0
            ? manager.create(generator.randint(high, (int) inputShape.size()), inputShape)
            : spread(inputShape, generator, manager);
    Shape outputShape = layer.getOutputShapes(new Shape[] {inputShape})[0];
    PlacedLayer placed = new PlacedLayer(layer, input, generator.randn(manager, outputShape));
    double[] output = placed.output();
    checkState(
        IntStream.range(1, PASSES).allMatch(i -> Arrays.equals(placed.output(), output)),
        "%s: two forward passes of the same input differ, as a dropout's do; to be checked, each"
            + " pass must draw the same random numbers",
        layer);
    return placed;
  }

  /** Spreads the examples over -2 to 2, so that no normalisation divides by almost nothing. */
  private static NDArray spread(Shape shape, TorchGenerator generator, NDManager manager) {
    NDArray ranks = generator.randn(manager, shape).argSort(0).toType(DataType.FLOAT32, false);
    NDArray place = manager.randomUniform(0.25f, 0.75f, shape);
    return ranks.add(place).mul(4.0 / shape.head()).sub(2);
  }

  /** Moves the layer to double precision, where it stays. */
  PlacedLayer inDoublePrecision() {
    for (Parameter parameter : layer.getParameters().values()) {
      ParameterValues.set(parameter, inDouble(parameter.getArray()));
    }
    NDArray sameInput = input.getDataType().isFloating() ? inDouble(input) : input;
    return new PlacedLayer(layer, sameInput, inDouble(direction));
  }

  private static NDArray inDouble(NDArray array) {
    return array.toType(DataType.FLOAT64, false);
  }

  /** Returns what has a gradient, by name. */
  Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    if (input.getDataType().isFloating()) {
      tensors.put(INPUT, input);
    }
    tensors.putAll(NamedParameters.trained(layer));
    return tensors;
  }

  double[] output() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return inDouble(layer.forward(input, true)).toDoubleArray();
    }
  }

  /** Computes the gradients by the layer's own backward pass. */
  Map<String, double[]> byBackwardPass() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      layer.forward(input, true);
      NDArray inputGradient = layer.backward(direction);
      Map<String, NDArray> gradients = new HashMap<>(NamedParameters.gradients(layer));
      gradients.put(INPUT, inputGradient);
      return checked("backward", gradients);
    }
  }

  /** Computes the gradients by autograd, which follows the layer's forward pass as a DJL block. */
  Map<String, double[]> byAutograd() {
    Map<String, NDArray> tensors = tensors();
    tensors.values().forEach(array -> array.setRequiresGradient(true));
    try (NDScope scope = new NDScope();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      scope.suppressNotUsedWarning();
      ParameterStore store = new ParameterStore(input.getManager(), false);
      NDArray output = layer.forward(store, new NDList(input), true).singletonOrThrow();
      collector.backward(output.mul(direction).sum());
      return checked("autograd", Maps.transformValues(tensors, NDArray::getGradient));
    } finally {
      tensors.values().forEach(array -> array.setRequiresGradient(false));
    }
  }

  private Map<String, double[]> checked(String finder, Map<String, NDArray> gradients) {
    Map<String, double[]> checked = new LinkedHashMap<>();
    tensors()
        .forEach(
            (name, tensor) -> {
              NDArray gradient = gradients.get(name);
              String none = layer + ": " + finder + " leaves no gradient of " + name;
              checkState(gradient != null, none);
              String shape = " of shape " + tensor.getShape() + ", but of " + gradient.getShape();
              checkState(gradient.getShape().equals(tensor.getShape()), none + shape);
              checkState(!gradient.isNaN().any().getBoolean(), none + " that is a number, but NaN");
              checked.put(name, inDouble(gradient).toDoubleArray());
            });
    return checked;
  }
}
