package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import makemore.nn.Layer;

/** A layer whose forward pass is right, and whose backward pass gives one wrong gradient. */
final class Mistaken extends Layer {

  /** The gradient of the layer's input, among those of its parameters. */
  static final String INPUT = "input";

  /** Makes a wrong gradient of the layer's input x, dL/dy and the right gradient; or none, null. */
  interface Change {
    NDArray make(NDArray x, NDArray gradOutput, NDArray right);
  }

  private final Layer right;
  private final String tensor;
  private final Change change;
  private NDArray x;

  /** With a change of the gradient of the {@link #INPUT}, or of a parameter of that name. */
  Mistaken(Layer right, String tensor, Change change) {
    this.right = right;
    this.tensor = tensor;
    this.change = change;
    right.getParameters().values().forEach(this::addParameter);
  }

  @Override
  public NDArray forward(NDArray input, boolean training) {
    begin(input);
    x = input;
    return keep(right.forward(input, training), training);
  }

  /** DJL's way in, which runs the plain pass of a fused layer, too: autograd can follow that. */
  @Override
  protected NDArray forwardPass(NDArray input, boolean training) {
    x = input;
    ParameterStore store = new ParameterStore(input.getManager(), false);
    return right.forward(store, new NDList(input), training).singletonOrThrow();
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray gradInput = right.backward(gradOutput);
    right
        .gradients()
        .forEach(
            (parameter, rightGradient) -> {
              NDArray gradient = changed(parameter.getName(), gradOutput, rightGradient);
              if (gradient != null) {
                setGradient(parameter, gradient);
              }
            });
    return changed(INPUT, gradOutput, gradInput);
  }

  private NDArray changed(String name, NDArray gradOutput, NDArray gradient) {
    return name.equals(tensor) ? change.make(x, gradOutput, gradient) : gradient;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return right.getOutputShapes(inputShapes);
  }
}
