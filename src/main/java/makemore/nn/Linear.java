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
public class Linear extends Layer {

  private final long inFeatures;
  private final long outFeatures;
  private final Parameter weight;
  private final Parameter bias;

  private NDArray input;

  /** Creates a layer; it needs no bias before a batch normalisation, which would subtract it. */
  public Linear(long inFeatures, long outFeatures, boolean withBias) {
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    weight = addParameter("weight", Parameter.Type.WEIGHT, inFeatures, outFeatures);
    bias = withBias ? addParameter("bias", Parameter.Type.BIAS, outFeatures) : null;
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
    setGradient(weight, rows(input).transpose().matMul(gradRows));
    if (bias != null) {
      setGradient(bias, gradRows.sum(new int[] {0}));
    }
    return gradOutput.matMul(value(weight).transpose());
  }

  /** The rows of all time steps, one after the other. */
  protected static NDArray rows(NDArray array) {
    return array.getShape().dimension() == 2 ? array : array.reshape(-1, array.getShape().tail());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    Inputs.checkFeatures(this, x, inFeatures);
    return new Shape[] {x.slice(0, x.dimension() - 1).add(outFeatures)};
  }

  @Override
  public String toString() {
    return "Linear(" + inFeatures + ", " + outFeatures + (bias == null ? ", no bias)" : ")");
  }
}
