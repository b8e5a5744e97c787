package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.HashMap;
import java.util.Map;
import makemore.nn.Layer;

/** A layer whose forward pass is right and whose backward pass has a mistake. */
final class Mistaken extends Layer {

  /** What is wrong with a backward pass. */
  interface Mistake {
    /**
     * Spoils the gradients.
     *
     * @param x the layer's input
     * @param gradOutput the gradient of its output
     * @param gradients the right gradient of each parameter, by name, to be replaced
     * @param gradInput the right gradient of the input
     * @return the gradient of the input, perhaps a wrong one
     */
    NDArray make(NDArray x, NDArray gradOutput, Map<String, NDArray> gradients, NDArray gradInput);
  }

  private final Layer right;
  private final Mistake mistake;
  private NDArray x;

  Mistaken(Layer right, Mistake mistake) {
    this.right = right;
    this.mistake = mistake;
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
    Map<String, NDArray> gradients = new HashMap<>();
    right.gradients().forEach((parameter, array) -> gradients.put(parameter.getName(), array));
    NDArray wrong = mistake.make(x, gradOutput, gradients, gradInput);
    right.gradients().keySet().forEach(p -> setGradient(p, gradients.get(p.getName())));
    return wrong;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return right.getOutputShapes(inputShapes);
  }
}
