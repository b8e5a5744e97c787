package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import makemore.nn.BatchNorm1d;

/**
 * A batch normalisation with separate statistics for each time step: the bug of the series' fifth
 * part, kept so that its cost can be measured.
 *
 * <p>n is the batch size, the running statistics have the shape (time, features), and each time
 * step has the same gamma and beta.
 */
public final class BatchNormPerTime extends BatchNorm1d {

  /**
   * Creates a layer for inputs of the shape (batch, time, features), or without time if it is 1.
   */
  public BatchNormPerTime(
      long time, long features, double epsilon, double momentum, boolean keepsStd) {
    super(features, epsilon, momentum, keepsStd);
    for (Parameter parameter : getDirectParameters().values()) {
      if (!parameter.requiresGradient() && time > 1) {
        parameter.setShape(new Shape(time, features));
      }
    }
  }

  @Override
  protected int[] rowAxes(NDArray x) {
    return new int[] {0};
  }

  @Override
  protected void setGradient(Parameter parameter, NDArray gradient) {
    boolean hasTime = gradient.getShape().dimension() == 2;
    super.setGradient(parameter, hasTime ? gradient.sum(new int[] {0}) : gradient);
  }
}
