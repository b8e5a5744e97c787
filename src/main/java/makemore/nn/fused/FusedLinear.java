package makemore.nn.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import makemore.nn.Linear;

/**
 * {@link Linear} with the engine's products but fewer of its other operations: it transposes each
 * array once, and adds up the bias's gradient in Java's own memory.
 */
public final class FusedLinear extends Linear {

  private final Parameter weight = getDirectParameters().get("weight");
  private final Parameter bias = getDirectParameters().get("bias");
  private final Transpose transposedInput = new Transpose();
  private final Transpose transposedWeight = new Transpose();
  private final Rows gradients = new Rows();
  private final Rows sums = new Rows();
  private NDArray input;

  public FusedLinear(long inFeatures, long outFeatures, boolean withBias) {
    super(inFeatures, outFeatures, withBias);
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    input = x;
    return super.forwardPass(x, training);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    if (gradOutput.getShape().head() == 0) {
      return super.backwardPass(gradOutput);
    }
    NDArray gradRows = rows(gradOutput);
    setGradient(weight, transposedInput.view(rows(input)).matMul(gradRows));
    if (bias != null) {
      gradients.read(gradRows);
      sums.like(gradients, bias.getShape())[0].set(gradients.sum());
      setGradient(bias, sums.write());
    }
    return gradOutput.matMul(transposedWeight.view(value(weight)));
  }

  /** Returns the transpose of a matrix, a view that is made anew only for another matrix. */
  private static final class Transpose {

    private NDArray matrix;
    private NDArray view;

    NDArray view(NDArray other) {
      if (other != matrix || view.isReleased()) {
        if (view != null) {
          view.close();
        }
        matrix = other;
        view = other.swapAxes(0, 1);
        // It is to outlive the step that needs it first.
        NDScope.unregister(view);
      }
      return view;
    }
  }
}
