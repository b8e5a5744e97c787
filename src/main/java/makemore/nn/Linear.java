package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * A fully connected layer.
 *
 * <pre>
 * forward:   y = x W + b
 * backward:  dL/dW = x^T dL/dy
 *            dL/db = the sum of dL/dy over batch and time
 *            dL/dx = dL/dy W^T
 *
 * x, dL/dx   (batch, inFeatures) or (batch, time, inFeatures): then x^T dL/dy is of all rows
 * y, dL/dy   (batch, outFeatures) or (batch, time, outFeatures)
 * W          (inFeatures, outFeatures), as in the lesson; torch.nn.Linear keeps the transpose
 * b          (outFeatures)
 * </pre>
 *
 * <p>W starts as N(0, 1) / sqrt(inFeatures), b as 0, unless other initializers are set.
 */
public final class Linear extends Layer {

  private final long inFeatures;
  private final long outFeatures;
  private final Parameter weight;
  private final Parameter bias;

  private NDArray input;
  private NDArray viewed;
  private NDArray view;

  /**
   * Creates a layer, with or without b: none is needed before a batch normalisation, which would
   * subtract it again.
   */
  public Linear(long inFeatures, long outFeatures, boolean withBias) {
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(inFeatures, outFeatures))
                .optInitializer(InitialValues.FAN_IN)
                .build());
    bias =
        withBias
            ? addParameter(
                Parameter.builder()
                    .setName("bias")
                    .setType(Parameter.Type.BIAS)
                    .optShape(new Shape(outFeatures))
                    .build())
            : null;
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    input = x;
    NDArray y = x.matMul(value(weight));
    return bias == null ? y : y.addi(value(bias));
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray gradRows = rows(gradOutput);
    setGradient(weight, rows(input).swapAxes(0, 1).matMul(gradRows));
    if (bias != null) {
      setGradient(bias, gradRows.sum(new int[] {0}));
    }
    return gradOutput.matMul(transposed(value(weight)));
  }

  /** W^T, a view that is made once for each W. */
  private NDArray transposed(NDArray of) {
    if (of != viewed || view.isReleased()) {
      viewed = of;
      view = of.swapAxes(0, 1);
      NDScope.unregister(view);
    }
    return view;
  }

  private static NDArray rows(NDArray array) {
    return array.getShape().dimension() == 2 ? array : array.reshape(-1, array.getShape().tail());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is not (batch, inFeatures), perhaps with a time
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    checkFeatures(x, inFeatures);
    return new Shape[] {x.slice(0, x.dimension() - 1).add(outFeatures)};
  }

  @Override
  public String toString() {
    return "Linear(" + inFeatures + ", " + outFeatures + (bias == null ? ", no bias)" : ")");
  }
}
