package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * A fully connected layer.
 *
 * <pre>
 * forward:   y = x W + b
 * backward:  dL/dW = x^T dL/dy
 *            dL/db = the sum of dL/dy over the batch
 *            dL/dx = dL/dy W^T
 *
 * x, dL/dx   (batch, inFeatures)
 * y, dL/dy   (batch, outFeatures)
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

  /**
   * Creates a layer.
   *
   * @param inFeatures the number of features of an input
   * @param outFeatures the number of features of an output
   * @param withBias whether there is a b; none is needed before a batch normalisation, which would
   *     subtract it again
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
    setGradient(weight, input.swapAxes(0, 1).matMul(gradOutput));
    if (bias != null) {
      setGradient(bias, gradOutput.sum(new int[] {0}));
    }
    return gradOutput.matMul(value(weight).swapAxes(0, 1));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is not (batch, inFeatures)
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    if (x.dimension() != 2 || x.get(1) != inFeatures) {
      throw wrongShape(x, "(batch, " + inFeatures + ")");
    }
    return new Shape[] {new Shape(x.get(0), outFeatures)};
  }

  @Override
  public String toString() {
    return "Linear(" + inFeatures + ", " + outFeatures + (bias == null ? ", no bias)" : ")");
  }
}
