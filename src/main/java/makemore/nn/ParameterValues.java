package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;

/** Replaces the values of DJL's parameters, which have no setter. */
public final class ParameterValues {

  private ParameterValues() {}

  /**
   * Gives a parameter other values, FLOAT32 or FLOAT64, without a copy, and closes its old array.
   * Autograd is off for the new array, on every thread.
   */
  public static void set(Parameter parameter, NDArray values) {
    Initializer initializer = parameter.getInitializer();
    parameter.close();
    parameter.setInitializer((manager, shape, dataType) -> values);
    parameter.initialize(values.getManager(), values.getDataType());
    parameter.setInitializer(initializer);
    values.setRequiresGradient(false);
  }
}
