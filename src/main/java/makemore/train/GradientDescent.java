package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import java.util.List;
import java.util.Map;
import makemore.nn.Network;
import makemore.nn.ParameterValues;

/**
 * Plain gradient descent: {@code parameter = parameter - learningRate * gradient}.
 *
 * <p>All parameters are laid side by side in one array, of which each becomes a view, so that two
 * operations change them all.
 */
final class GradientDescent implements AutoCloseable {

  private final Network network;
  private final List<Parameter> parameters;
  private final NDArray values;
  private boolean checked;

  /** Gives each parameter of a network its place; its array is another one then. */
  GradientDescent(Network network) {
    this.network = network;
    parameters = network.parameters();
    NDList flat = new NDList();
    parameters.forEach(parameter -> flat.add(parameter.getArray().flatten()));
    values = NDArrays.concat(flat);
    flat.close();
    long offset = 0;
    for (Parameter parameter : parameters) {
      Shape shape = parameter.getShape();
      long end = offset + shape.size();
      try (NDArray part = values.get(offset + ":" + end)) {
        ParameterValues.set(parameter, part.reshape(shape));
      }
      offset = end;
    }
  }

  /** Makes a step; refuses a missing gradient, and in the first step one that is not a number. */
  void step(double learningRate) {
    Map<Parameter, NDArray> gradients = network.gradients();
    NDList flat = new NDList();
    for (Parameter parameter : parameters) {
      NDArray gradient = gradients.get(parameter);
      if (gradient == null) {
        throw new IllegalStateException("backward left no gradient of " + name(parameter));
      }
      if (!checked && gradient.isNaN().any().getBoolean()) {
        throw new DivergedException(
            "the gradient of "
                + name(parameter)
                + " is not a number: the network overflows, or its layer's backward is wrong");
      }
      flat.add(gradient.getShape().dimension() == 1 ? gradient : gradient.flatten());
    }
    checked = true;
    values.subi(NDArrays.concat(flat).muli(learningRate));
  }

  /** The number, the layer and the name of a parameter, such as 02Linear_bias. */
  private String name(Parameter parameter) {
    ParameterList all = network.getParameters();
    return all.keyAt(all.values().indexOf(parameter));
  }

  /** Leaves the parameters where they are. */
  @Override
  public void close() {
    values.close();
  }
}
