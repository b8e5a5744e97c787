package makemore.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import makemore.random.TorchGenerator;

/**
 * A block with a backward pass written by hand.
 *
 * <p>{@link #forward(NDArray, boolean)} computes the output and keeps what the backward pass needs;
 * {@link #backward} takes the gradient of the loss with respect to that output, leaves the gradient
 * of each parameter in {@link #gradients}, and returns the gradient with respect to the input. What
 * is kept belongs to the latest pass, and is closed with the scope in which that pass was made.
 *
 * <p>A layer is also an ordinary DJL {@link ai.djl.nn.Block}: the same object trains under DJL's
 * {@code Trainer}, where autograd does the backward pass, and is saved by {@code Model.save}.
 *
 * <p>To write a layer, write {@link #forwardPass} and {@link #backwardPass}, and {@link
 * #getOutputShapes} if the output's shape is not the input's.
 */
public abstract class Layer extends AbstractBlock {

  private final Map<Parameter, NDArray> gradients = new LinkedHashMap<>();
  private Function<Parameter, NDArray> values = Parameter::getArray;
  private NDArray output;
  private NDArray outputGradient;
  private boolean fused;
  private boolean followed;
  private boolean fusedPass;

  protected Layer() {}

  /**
   * Has the passes in training made by loops in Java in the place of the engine's operations, where
   * the layer has such loops: less time at small sizes. The arrays of a pass are then overwritten
   * by the next one in training. Where autograd follows this layer's parameters, or those of one
   * before it in a {@link Network}, it is not.
   */
  public void setFused(boolean fused) {
    this.fused = fused;
  }

  public final boolean isFused() {
    return fused;
  }

  /** Whether autograd follows the latest output, as far as this layer and those before it tell. */
  final boolean isFollowed() {
    return followed;
  }

  /** Whether the present pass is fused: that of a fused layer in training, without autograd. */
  protected final boolean isFusedPass() {
    return fusedPass;
  }

  /** Adds a parameter; running statistics are not trained. */
  protected final Parameter addParameter(String name, Parameter.Type type, long... shape) {
    boolean trained = type != Parameter.Type.RUNNING_MEAN && type != Parameter.Type.RUNNING_VAR;
    Parameter.Builder builder = Parameter.builder().setName(name).setType(type);
    return addParameter(builder.optShape(new Shape(shape)).optRequiresGrad(trained).build());
  }

  /** Gives each parameter its initial values, in order; the manager owns their arrays. */
  public void initialize(NDManager manager, TorchGenerator generator, Shape inputShape) {
    beforeInitialize(inputShape);
    prepare(new Shape[] {inputShape});
    for (Parameter parameter : getDirectParameters().values()) {
      Shape shape = parameter.getShape();
      setValue(
          parameter,
          parameter.getInitializer() instanceof InitialValues values
              ? values.draw(generator, manager, shape)
              : parameter.getInitializer().initialize(manager, shape, DataType.FLOAT32));
    }
  }

  /**
   * Gives a parameter other values, FLOAT32 or FLOAT64, which are not copied; its old array is
   * closed. Autograd is off for the new one, on every thread: gradients are written by hand, and
   * parameters are changed in place.
   */
  public static void setValue(Parameter parameter, NDArray values) {
    Initializer initializer = parameter.getInitializer();
    parameter.close();
    parameter.setInitializer((manager, shape, dataType) -> values);
    parameter.initialize(values.getManager(), values.getDataType());
    parameter.setInitializer(initializer);
    values.setRequiresGradient(false);
  }

  /**
   * The values of a parameter, such as {@code weight}: the array itself, to be read, or written in
   * place, {@code layer.value("gamma").muli(0.1)}.
   *
   * @throws IllegalArgumentException if the layer has no such parameter
   */
  public final NDArray value(String parameter) {
    Parameter found = getParameters().get(parameter);
    if (found == null) {
      throw new IllegalArgumentException(
          this + " has no " + parameter + "; expected one of " + getParameters().keys());
    }
    return found.getArray();
  }

  /**
   * Computes the output, which {@link #output} keeps.
   *
   * @param training true in a training step, false when a trained network is used
   * @throws IllegalArgumentException if the input's shape is not the layer's
   */
  public final NDArray forward(NDArray input, boolean training) {
    getOutputShapes(new Shape[] {input.getShape()});
    return pass(input, Parameter::getArray, training, false);
  }

  /**
   * Computes the output of an input that is known to be of the layer's shape.
   *
   * @param inputFollowed whether autograd follows the input; DJL tells of a leaf only
   */
  final NDArray pass(
      NDArray input, Function<Parameter, NDArray> values, boolean training, boolean inputFollowed) {
    this.values = values;
    followed = inputFollowed || input.hasGradient();
    for (Parameter parameter : parameters.values()) {
      followed |= value(parameter).hasGradient();
    }
    fusedPass = fused && training && !followed;
    output = forwardPass(input, training);
    return output;
  }

  /**
   * Computes the gradient of each parameter, for {@link #gradients}, and of the input, after a
   * {@link #forward(NDArray, boolean)} in training.
   *
   * @param gradOutput the gradient of the loss with respect to the output, of the output's shape
   * @return the gradient of the loss with respect to the input, of the input's shape; null where
   *     the input is of numbers of characters, which have no gradient
   */
  public final NDArray backward(NDArray gradOutput) {
    outputGradient = gradOutput;
    return backwardPass(gradOutput);
  }

  /**
   * Computes the output and keeps what {@link #backwardPass} needs. Only operations that autograd
   * can follow may lead from the input and the parameters to the output.
   *
   * @param input of a shape that {@link #getOutputShapes} has accepted
   */
  protected abstract NDArray forwardPass(NDArray input, boolean training);

  /** Computes what {@link #backward} returns; calls {@link #setGradient} for each parameter. */
  protected abstract NDArray backwardPass(NDArray gradOutput);

  /** A parameter's values in the present pass: its array, or what DJL's parameter store has. */
  protected final NDArray value(Parameter parameter) {
    return values.apply(parameter);
  }

  /** Leaves a parameter's gradient, of the parameter's shape, in {@link #gradients}. */
  protected final void setGradient(Parameter parameter, NDArray gradient) {
    gradients.put(parameter, gradient);
  }

  /** The latest backward pass's gradients of the parameters that are trained, in their order. */
  public Map<Parameter, NDArray> gradients() {
    return Collections.unmodifiableMap(gradients);
  }

  /** The output of the latest forward pass, or null before the first. */
  public final NDArray output() {
    return output;
  }

  /** The latest backward pass's gradient of the loss with respect to {@link #output}, or null. */
  public final NDArray outputGradient() {
    return outputGradient;
  }

  /**
   * The input's shape, unless a layer says otherwise.
   *
   * @throws IllegalArgumentException if the layer cannot take an input of this shape
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }

  /** DJL's way in: the values of the parameters come from its parameter store. */
  @Override
  protected final NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      PairList<String, Object> params) {
    NDArray input = inputs.singletonOrThrow();
    Device device = input.getDevice();
    getOutputShapes(new Shape[] {input.getShape()});
    Function<Parameter, NDArray> stored = of -> parameterStore.getValue(of, device, training);
    return new NDList(pass(input, stored, training, false));
  }

  final void checkFeatures(Shape input, long features) {
    int dimension = input.dimension();
    if (dimension < 2 || dimension > 3 || input.tail() != features) {
      throw wrongShape(input, "(batch, " + features + ") or (batch, time, " + features + ")");
    }
  }

  final IllegalArgumentException wrongShape(Shape actual, String expected) {
    return new IllegalArgumentException(
        this + ": the input has shape " + actual + ", expected " + expected);
  }
}
