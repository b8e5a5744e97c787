package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A block with a backward pass written by hand.
 *
 * <p>{@link #forward(NDArray, boolean)} computes the output and keeps what {@link #backward} needs.
 * The arrays belong to the latest pass and are closed with the {@code NDScope} around it.
 *
 * <p>A layer is also an ordinary DJL block: DJL's {@code Trainer} trains the same object, by
 * autograd, and {@code Model.save} saves it. To write one, write {@link #forwardPass} and {@link
 * #backwardPass}, and {@link #getOutputShapes} if the output's shape is not the input's.
 */
public abstract class Layer extends AbstractBlock {

  private final Map<Parameter, NDArray> gradients = new LinkedHashMap<>();
  private Function<Parameter, NDArray> values = Parameter::getArray;
  private NDArray output;
  private NDArray outputGradient;
  private boolean training;

  /**
   * Adds a parameter; running statistics are not trained. A WEIGHT of two dimensions starts as N(0,
   * 1) / sqrt(fan in), any other WEIGHT or OTHER as N(0, 1), unless an initializer is set.
   */
  protected final Parameter addParameter(String name, Parameter.Type type, long... dimensions) {
    Shape shape = new Shape(dimensions);
    boolean running = type == Parameter.Type.RUNNING_MEAN || type == Parameter.Type.RUNNING_VAR;
    Parameter.Builder builder = Parameter.builder().setName(name).setType(type).optShape(shape);
    builder.optInitializer(InitialValues.standard(type, shape)).optRequiresGrad(!running);
    return addParameter(builder.build());
  }

  /** Draws new initial values, parameter by parameter; the manager owns their arrays. */
  public final void initialize(NDManager manager, Shape inputShape) {
    getParameters().values().forEach(Parameter::close);
    initialize(manager, DataType.FLOAT32, inputShape);
    getParameters().values().forEach(p -> p.getArray().setRequiresGradient(false));
  }

  /** Computes the output, which {@link #output} keeps; training is false in a trained network. */
  public NDArray forward(NDArray input, boolean training) {
    begin(input);
    return keep(forwardPass(input, training), training);
  }

  /** Begins a pass with the parameters' own arrays; refuses an input of another shape. */
  protected final void begin(NDArray input) {
    getOutputShapes(new Shape[] {input.getShape()});
    values = Parameter::getArray;
  }

  /** Keeps an output for {@link #output}, and whether {@link #backward} may follow. */
  protected final NDArray keep(NDArray latestOutput, boolean inTraining) {
    output = latestOutput;
    training = inTraining;
    return latestOutput;
  }

  /**
   * Computes the gradient of the loss with respect to each parameter, for {@link #gradients}, and
   * with respect to the input, after a forward pass in training.
   *
   * @param gradOutput the gradient with respect to the output, of the output's shape
   * @return the gradient with respect to the input, of its shape; null if that is of token indices
   */
  public final NDArray backward(NDArray gradOutput) {
    if (!training) {
      throw new IllegalStateException(this + ": call forward in training before backward");
    }
    outputGradient = gradOutput;
    gradients.clear();
    return backwardPass(gradOutput);
  }

  /** Computes the output by operations that autograd can follow, and keeps what backward needs. */
  protected abstract NDArray forwardPass(NDArray input, boolean training);

  /** Computes what {@link #backward} returns, and calls {@link #setGradient} of each parameter. */
  protected abstract NDArray backwardPass(NDArray gradOutput);

  /** Returns a parameter's values in this pass: its array, or the one in DJL's parameter store. */
  protected final NDArray value(Parameter parameter) {
    if (!parameter.isInitialized()) {
      throw new IllegalStateException(
          this + ": " + parameter.getName() + " has no values yet; call initialize first");
    }
    return values.apply(parameter);
  }

  /** Leaves a gradient in {@link #gradients}; refuses another layer's, or one of another shape. */
  protected void setGradient(Parameter parameter, NDArray gradient) {
    Inputs.checkGradient(this, parameters.values(), parameter, gradient);
    gradients.put(parameter, gradient);
  }

  /** The gradients that the latest backward pass left, each by its parameter. */
  public Map<Parameter, NDArray> gradients() {
    return Collections.unmodifiableMap(gradients);
  }

  /** A parameter's array, such as {@code weight}, to be read or to be changed in place. */
  public final NDArray value(String parameter) {
    Parameter found = getParameters().get(parameter);
    if (found == null) {
      throw new IllegalArgumentException(
          this + " has no " + parameter + "; expected one of " + getParameters().keys());
    }
    return found.getArray();
  }

  /** The output of the latest forward pass, or null before the first. */
  public final NDArray output() {
    return output;
  }

  /** The latest backward pass's gradient of the loss with respect to {@link #output}, or null. */
  public final NDArray outputGradient() {
    return outputGradient;
  }

  /** Returns the input's shape; a layer may return another, or refuse the input by an exception. */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }

  /** Runs the layer as DJL does, with the parameters' values from its parameter store. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray input = inputs.singletonOrThrow();
    begin(input);
    values = parameter -> store.getValue(parameter, input.getDevice(), training);
    return new NDList(keep(forwardPass(input, training), training));
  }
}
