package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import makemore.nn.Layer;
import makemore.nn.Linear;

/**
 * A Linear after a flatten of two that joins wrongly: the first half of a context with the second,
 * character by character. Its backward pass is right for what it does.
 */
final class JoinsAcross extends Layer {

  private final Linear linear;

  JoinsAcross(Linear linear) {
    this.linear = linear;
    linear.getParameters().values().forEach(this::addParameter);
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    Shape shape = x.getShape();
    NDArray halves = x.reshape(shape.get(0), 2, shape.get(1), shape.get(2) / 2);
    return linear.forward(halves.swapAxes(1, 2).reshape(shape), training);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray gradient = linear.backward(gradOutput);
    linear.gradients().forEach(this::setGradient);
    Shape shape = gradient.getShape();
    NDArray pairs = gradient.reshape(shape.get(0), shape.get(1), 2, shape.get(2) / 2);
    return pairs.swapAxes(1, 2).reshape(shape);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return linear.getOutputShapes(inputShapes);
  }
}
