package makemore.verify;

import static makemore.verify.Mistaken.INPUT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Layer;
import makemore.train.Layers;
import makemore.verify.Mistaken.Change;

/** Mistakes that are easily made in a backward pass. */
enum Mistake {
  /** dL/dW = dL/dy^T x, where it should be x^T dL/dy. */
  TRANSPOSED_WEIGHT_GRADIENT(
      Place.LINEAR,
      "weight",
      (x, gradOutput, right) -> gradOutput.transpose().matMul(x).reshape(right.getShape())),

  /** dL/db = the mean of dL/dy over the batch, where it should be the sum. */
  MEAN_FOR_SUM_IN_BIAS_GRADIENT(Place.LINEAR, "bias", (x, gradOutput, right) -> mean(gradOutput)),

  /** dL/dx = (1 - y) dL/dy of a tanh, where it should be (1 - y^2) dL/dy. */
  SQUARE_FORGOTTEN_IN_TANH(
      Place.TANH, INPUT, (x, gradOutput, right) -> x.tanh().neg().add(1).mul(gradOutput)),

  /** The variance's term of a batch normalisation with n, where it should be n - 1. */
  N_FOR_N_MINUS_1(
      Place.BATCH_NORM,
      INPUT,
      (x, gradOutput, right) -> {
        long n = x.getShape().get(0);
        NDArray term = varianceTerm(x, gradOutput);
        return right.add(term.div(n - 1)).sub(term.div(n));
      }),

  /** A batch normalisation without the variance's term. */
  VARIANCE_TERM_MISSING(
      Place.BATCH_NORM,
      INPUT,
      (x, gradOutput, right) ->
          right.add(varianceTerm(x, gradOutput).div(x.getShape().get(0) - 1))),

  /** A batch normalisation without the mean's term. */
  MEAN_TERM_MISSING(
      Place.BATCH_NORM, INPUT, (x, gradOutput, right) -> right.add(mean(gradOutput).div(std(x)))),

  /** dL/dgamma = sum(dL/dy x), where it should be sum(dL/dy xhat). */
  NOT_NORMALISED_IN_GAMMA_GRADIENT(
      Place.BATCH_NORM, "gamma", (x, gradOutput, right) -> sum(gradOutput.mul(x))),

  /** A batch normalisation over time, with batch where n should be batch x time. */
  BATCH_FOR_BATCH_TIMES_TIME(
      Place.BATCH_NORM_OVER_TIME,
      INPUT,
      (x, gradOutput, right) -> {
        NDArray rows = x.reshape(-1, x.getShape().tail());
        NDArray gradRows = gradOutput.reshape(rows.getShape());
        long n = rows.getShape().get(0);
        long batch = x.getShape().get(0);
        NDArray more = sum(gradRows).div(std(rows)).mul(1.0 / n - 1.0 / batch);
        NDArray most = varianceTerm(rows, gradRows).mul(1.0 / (n - 1) - 1.0 / (batch - 1));
        return right.add(most.add(more).reshape(x.getShape()));
      }),

  /** Of joined neighbours: as if the first half of a context had been joined with the second. */
  JOINED_ACROSS_THE_CONTEXT(
      Place.JOINED,
      INPUT,
      (x, gradOutput, right) -> {
        Shape shape = x.getShape();
        NDArray halves = right.reshape(shape.get(0), shape.get(1) / 2, 2, shape.get(2));
        return halves.swapAxes(1, 2).reshape(shape);
      }),

  /** Of a character that occurs again, the last part of dL/dy alone, where it should be the sum. */
  REPEATED_INDEX_NOT_SUMMED(
      Place.EMBEDDING,
      "weight",
      (x, gradOutput, right) -> {
        int features = (int) right.getShape().get(1);
        long[] indices = x.toLongArray();
        double[] parts = gradOutput.toType(DataType.FLOAT64, true).toDoubleArray();
        double[] wrong = new double[(int) right.size()];
        for (int i = 0; i < indices.length; i++) {
          System.arraycopy(parts, i * features, wrong, (int) indices[i] * features, features);
        }
        NDArray array = right.getManager().create(wrong, right.getShape());
        return array.toType(right.getDataType(), false);
      });

  /** A layer in which mistakes are made: by itself, and in the network of a preset. */
  enum Place {
    LINEAR(new Shape(3, 4), "deep", "layers.10"),
    TANH(new Shape(3, 5), "deep", "layers.9"),
    BATCH_NORM(new Shape(32, 5), "deep-bn", "layers.13"),
    BATCH_NORM_OVER_TIME(new Shape(32, 4, 5), "wavenet", "layers.1"),
    JOINED(new Shape(3, 4, 5), "wavenet", "layers.0"),
    EMBEDDING(new Shape(2, 4), "mlp-bn", "embedding");

    private final Shape input;
    final String preset;
    final String layer;

    Place(Shape input, String preset, String layer) {
      this.input = input;
      this.preset = preset;
      this.layer = layer;
    }

    Layer layer(Layers kind) {
      return switch (this) {
        case LINEAR -> kind.linear(4, 5, true);
        case TANH -> kind.tanh();
        case BATCH_NORM, BATCH_NORM_OVER_TIME -> kind.batchNorm(5, 1e-5, 0.1, false);
        case JOINED -> new FlattenConsecutive(2);
        case EMBEDDING -> kind.embedding(3, 5);
      };
    }

    GradientCheck check(Layer layer) {
      return GradientCheck.of(layer, input, this == EMBEDDING ? 3 : 0, 1);
    }
  }

  final Place place;
  final String tensor;
  private final Change change;

  Mistake(Place place, String tensor, Change change) {
    this.place = place;
    this.tensor = tensor;
    this.change = change;
  }

  Layer in(Layer right) {
    return new Mistaken(right, tensor, change);
  }

  /** xhat sum(dL/dy xhat) / std, for gamma 1. */
  private static NDArray varianceTerm(NDArray x, NDArray gradOutput) {
    NDArray std = std(x);
    NDArray xhat = x.sub(mean(x)).div(std);
    return xhat.mul(sum(gradOutput.mul(xhat))).div(std);
  }

  private static NDArray std(NDArray x) {
    return sum(x.sub(mean(x)).square()).div(x.getShape().get(0) - 1).sqrt();
  }

  private static NDArray mean(NDArray x) {
    return x.mean(new int[] {0});
  }

  private static NDArray sum(NDArray x) {
    return x.sum(new int[] {0});
  }
}
