package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import makemore.nn.Layer;
import makemore.nn.Network;

/**
 * Plain gradient descent: {@code parameter = parameter - learningRate * gradient}.
 *
 * <p>All parameters are laid side by side in one array, of which each becomes a view, so that two
 * operations change them all.
 */
final class GradientDescent implements AutoCloseable {

  private final Network network;
  private final NDArray parameters;

  /** Gives each parameter of a network its place; its array is another one then. */
  GradientDescent(Network network) {
    this.network = network;
    List<Parameter> all = network.parameters();
    NDList flat = new NDList();
    all.forEach(parameter -> flat.add(parameter.getArray().flatten()));
    parameters = NDArrays.concat(flat);
    flat.close();
    long offset = 0;
    for (Parameter parameter : all) {
      Shape shape = parameter.getShape();
      long end = offset + shape.size();
      try (NDArray part = parameters.get(offset + ":" + end)) {
        Layer.setValue(parameter, part.reshape(shape));
      }
      offset = end;
    }
  }

  void step(double learningRate) {
    NDList gradients = new NDList();
    for (NDArray gradient : network.gradients().values()) {
      gradients.add(gradient.getShape().dimension() == 1 ? gradient : gradient.flatten());
    }
    parameters.subi(NDArrays.concat(gradients).muli(learningRate));
  }

  /** Leaves the parameters where they are. */
  @Override
  public void close() {
    parameters.close();
  }
}
