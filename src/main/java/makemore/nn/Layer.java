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

  /** Creates a layer without parameters. */
  protected Layer() {}

  /**
   * Gives each parameter its initial values, in order.
   *
   * @param manager owns the parameters' arrays
   * @param generator what is random is drawn from it
   * @param inputShape the shape of an input
   */
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
   * Gives a parameter other values; its old array is closed. Autograd is off for the new one, on
   * every thread: gradients are written by hand, and parameters are changed in place.
   *
   * @param parameter the parameter
   * @param values an array of its shape, FLOAT32 or FLOAT64, which is not copied
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
   * The values of a parameter, to be read, or written in place: {@code
   * layer.value("gamma").muli(0.1)}.
   *
   * @param parameter its name, such as {@code weight}
   * @return the array itself, no copy
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
   * Computes the output.
   *
   * @param input the input, for its shape see the layer
   * @param training true in a training step, false when a trained network is used
   * @return the output, which {@link #output} keeps
   * @throws IllegalArgumentException if the input's shape is not the layer's
   */
  public final NDArray forward(NDArray input, boolean training) {
    return forward(input, Parameter::getArray, training);
  }

  final NDArray forward(NDArray input, Function<Parameter, NDArray> values, boolean training) {
    getOutputShapes(new Shape[] {input.getShape()});
    this.values = values;
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
   * @param input the input, whose shape {@link #getOutputShapes} has accepted
   * @param training true in a training step
   * @return the output
   */
  protected abstract NDArray forwardPass(NDArray input, boolean training);

  /**
   * Computes the gradients, and calls {@link #setGradient} for each parameter.
   *
   * @param gradOutput the gradient of the loss with respect to the output
   * @return the gradient of the loss with respect to the input
   */
  protected abstract NDArray backwardPass(NDArray gradOutput);

  /**
   * The values of a parameter in the present pass, forwards and backwards.
   *
   * @param parameter the parameter
   * @return its array, or the copy that DJL's parameter store has of it
   */
  protected final NDArray value(Parameter parameter) {
    return values.apply(parameter);
  }

  /**
   * Leaves a parameter's gradient in {@link #gradients}.
   *
   * @param parameter the parameter
   * @param gradient the gradient of the loss with respect to the parameter, of its shape
   */
  protected final void setGradient(Parameter parameter, NDArray gradient) {
    gradients.put(parameter, gradient);
  }

  /**
   * The gradients of the latest backward pass, of the parameters that are trained.
   *
   * @return each parameter's gradient, in the order of the parameters
   */
  public Map<Parameter, NDArray> gradients() {
    return Collections.unmodifiableMap(gradients);
  }

  /**
   * The output of the latest forward pass.
   *
   * @return the output, or null before the first pass
   */
  public final NDArray output() {
    return output;
  }

  /**
   * The gradient of the loss with respect to {@link #output}, of the latest backward pass.
   *
   * @return the gradient, or null before the first pass
   */
  public final NDArray outputGradient() {
    return outputGradient;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The input's shape, unless a layer says otherwise.
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
    return new NDList(
        forward(
            input, parameter -> parameterStore.getValue(parameter, device, training), training));
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
