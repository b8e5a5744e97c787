package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import makemore.verify.Mistaken.Mistake;

/** Mistakes that are easily made in a backward pass. */
final class Mistakes {

  private static final int[] BATCH = {0};

  private Mistakes() {}

  /** dL/dW = dL/dy^T x, where it should be x^T dL/dy. */
  static final Mistake TRANSPOSED_WEIGHT_GRADIENT =
      (x, gradOutput, gradients, gradInput) -> {
        Shape shape = gradients.get("weight").getShape();
        gradients.put("weight", gradOutput.transpose().matMul(x).reshape(shape));
        return gradInput;
      };

  /** dL/db = the mean of dL/dy over the batch, where it should be the sum. */
  static final Mistake MEAN_FOR_SUM_IN_BIAS_GRADIENT =
      (x, gradOutput, gradients, gradInput) -> {
        gradients.put("bias", gradOutput.mean(BATCH));
        return gradInput;
      };

  /** dL/dx = (1 - y) dL/dy of a tanh, where it should be (1 - y^2) dL/dy. */
  static final Mistake SQUARE_FORGOTTEN_IN_TANH =
      (x, gradOutput, gradients, gradInput) -> x.tanh().neg().add(1).mul(gradOutput);

  /** The variance's term of a batch normalisation with n, where it should be n - 1. */
  static final Mistake N_FOR_N_MINUS_1 =
      (x, gradOutput, gradients, gradInput) -> {
        long n = x.getShape().get(0);
        NDArray term = varianceTerm(x, gradOutput);
        return gradInput.add(term.div(n - 1)).sub(term.div(n));
      };

  /** A batch normalisation over time, with batch where n should be batch x time. */
  static final Mistake BATCH_FOR_BATCH_TIMES_TIME =
      (x, gradOutput, gradients, gradInput) -> {
        NDArray rows = x.reshape(-1, x.getShape().tail());
        NDArray gradRows = gradOutput.reshape(rows.getShape());
        long n = rows.getShape().get(0);
        long batch = x.getShape().get(0);
        NDArray mean = gradRows.sum(BATCH).div(std(rows));
        NDArray variance = varianceTerm(rows, gradRows);
        NDArray more = mean.mul(1.0 / n - 1.0 / batch);
        NDArray most = variance.mul(1.0 / (n - 1) - 1.0 / (batch - 1));
        return gradInput.add(most.add(more).reshape(x.getShape()));
      };

  /** Of joined neighbours: as if the first half of a context had been joined with the second. */
  static final Mistake JOINED_ACROSS_THE_CONTEXT =
      (x, gradOutput, gradients, gradInput) -> {
        Shape shape = x.getShape();
        NDArray halves = gradInput.reshape(shape.get(0), shape.get(1) / 2, 2, shape.get(2));
        return halves.swapAxes(1, 2).reshape(shape);
      };

  /** A batch normalisation without the variance's term. */
  static final Mistake VARIANCE_TERM_MISSING =
      (x, gradOutput, gradients, gradInput) ->
          gradInput.add(varianceTerm(x, gradOutput).div(x.getShape().get(0) - 1));

  /** A batch normalisation without the mean's term. */
  static final Mistake MEAN_TERM_MISSING =
      (x, gradOutput, gradients, gradInput) -> gradInput.add(gradOutput.mean(BATCH).div(std(x)));

  /** dL/dgamma = sum(dL/dy x), where it should be sum(dL/dy xhat). */
  static final Mistake NOT_NORMALISED_IN_GAMMA_GRADIENT =
      (x, gradOutput, gradients, gradInput) -> {
        gradients.put("gamma", gradOutput.mul(x).sum(BATCH));
        return gradInput;
      };

  /** Of a character that occurs again, the last part of dL/dy alone, where it should be the sum. */
  static final Mistake REPEATED_INDEX_NOT_SUMMED =
      (x, gradOutput, gradients, gradInput) -> {
        NDArray weight = gradients.get("weight");
        int features = (int) weight.getShape().get(1);
        long[] indices = x.toLongArray();
        double[] parts =
            gradOutput.toType(ai.djl.ndarray.types.DataType.FLOAT64, true).toDoubleArray();
        double[] wrong = new double[(int) weight.size()];
        for (int i = 0; i < indices.length; i++) {
          System.arraycopy(parts, i * features, wrong, (int) indices[i] * features, features);
        }
        NDArray array = weight.getManager().create(wrong, weight.getShape());
        gradients.put("weight", array.toType(weight.getDataType(), false));
        return gradInput;
      };

  /** xhat sum(dL/dy xhat) / std, for gamma 1. */
  private static NDArray varianceTerm(NDArray x, NDArray gradOutput) {
    NDArray std = std(x);
    NDArray xhat = x.sub(x.mean(BATCH)).div(std);
    return xhat.mul(gradOutput.mul(xhat).sum(BATCH)).div(std);
  }

  private static NDArray std(NDArray x) {
    NDArray centered = x.sub(x.mean(BATCH));
    return centered.square().sum(BATCH).div(x.getShape().get(0) - 1).sqrt();
  }
}
