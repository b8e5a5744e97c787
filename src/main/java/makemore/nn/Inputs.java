package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Collection;

/** Refuses what a layer or the loss cannot take, in one sentence that names it. */
final class Inputs {

  private Inputs() {}

  static void checkFeatures(Layer layer, Shape input, long features) {
    int dimension = input.dimension();
    if (dimension < 2 || dimension > 3 || input.tail() != features) {
      String shapes = String.format("(batch, %d) or (batch, time, %d)", features, features);
      throw wrongShape(layer, input, shapes);
    }
  }

  static IllegalArgumentException wrongShape(Layer layer, Shape actual, String expected) {
    return new IllegalArgumentException(
        layer + ": the input has shape " + actual + ", expected " + expected);
  }

  /**
   * How many rows were added up to a sum of them; a batch normalisation needs two. An array, since
   * DJL frees the memory of a number before autograd's backward pass divides by it.
   */
  static NDArray rows(Layer layer, NDArray x, NDArray sum) {
    long n = x.size() / sum.size();
    if (n < 2) {
      throw wrongShape(layer, x.getShape(), "at least 2 examples in training");
    }
    return x.getManager().create(n);
  }

  /** Checks that a gradient belongs to one of the layer's parameters and has its shape. */
  static void checkGradient(
      Layer layer, Collection<Parameter> parameters, Parameter parameter, NDArray gradient) {
    if (!parameters.contains(parameter)) {
      throw new IllegalArgumentException(
          layer + ": " + parameter.getName() + " is not a parameter of this layer");
    }
    if (!gradient.getShape().equals(parameter.getShape())) {
      throw new IllegalArgumentException(
          String.format(
              "%s: the gradient of %s has shape %s, expected %s",
              layer, parameter.getName(), gradient.getShape(), parameter.getShape()));
    }
  }

  /** Reads whole numbers, each of which must be from 0 to size - 1. */
  static long[] indices(Object layer, NDArray array, long size) {
    long[] indices = array.toLongArray();
    for (long index : indices) {
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(
            String.format(
                "%s: index %d is outside the vocabulary; expected 0 to %d",
                layer, index, size - 1));
      }
    }
    return indices;
  }
}
