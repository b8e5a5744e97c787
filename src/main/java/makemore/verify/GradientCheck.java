package makemore.verify;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.base.Joiner;
import com.google.common.collect.Streams;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import makemore.nn.Layer;

/**
 * Checks a layer's backward pass, as {@code torch.autograd.gradcheck} does a function's. The
 * gradient of each parameter and of the input is compared with central differences and with the
 * engine's autograd through the layer's own forward pass, in double precision; computed in single
 * precision, it is compared with autograd in double. Frozen parameters have no gradient.
 *
 * <pre>
 * assertThat(GradientCheck.of(new MyLayer(), new Shape(3, 5)).passes()).isTrue();
 * </pre>
 *
 * <p>The output is projected on a random direction, so that all of its entries take part. Gammas
 * and betas are random, since ones and zeros would hide errors. Where rounding in single precision
 * drowns autograd's own gradient there is little to check, and another point is drawn.
 */
public record GradientCheck(List<Row> rows) {

  public static final long SEED = 2147483647L;

  /** The head of the table whose lines are the rows. */
  public static final String HEAD =
      String.format(
          """
          %36slargest difference from
          gradient of        entries compared     central    autograd    autograd
          %36sdifferences     float64 float32/max
          %35s %11.1e %11.1e %11s""",
          "", "", "at most", Row.FINITE_DIFFERENCES_BOUND, Row.FLOAT64_BOUND, "1");

  private static final int POINTS = 100;

  /**
   * Holds what was found for a tensor. A difference is the largest of all entries, divided by the
   * tensor's largest gradient, or by a hundredth of the largest of all tensors if that is more.
   *
   * @param compared how many of the entries were compared with central differences
   * @param finiteDifferences the difference from central differences, both in double precision
   * @param float64 the difference from autograd, both in double precision
   * @param float32 the difference of the gradient in single precision from autograd in double, as a
   *     share of what it may be: four times what it is of autograd in single precision, or sixteen
   *     roundings of the largest gradient of all tensors if that is more; never above 1e-4
   */
  public record Row(
      String tensor,
      int size,
      int compared,
      double finiteDifferences,
      double float64,
      double float32) {

    static final double FINITE_DIFFERENCES_BOUND = 1e-6;

    /** An error of 2.5e-5 in single precision is one of 5e-14 in double. */
    static final double FLOAT64_BOUND = 1e-12;

    /** Returns whether all differences are within their bounds; false if one is NaN. */
    public boolean passes() {
      return finiteDifferences <= FINITE_DIFFERENCES_BOUND
          && float64 <= FLOAT64_BOUND
          && float32 <= 1;
    }

    /** Returns the worse of the same tensor's, NaN above all. */
    private Row worse(Row other) {
      return new Row(
          tensor,
          Math.max(size, other.size),
          Math.max(compared, other.compared),
          Math.max(finiteDifferences, other.finiteDifferences),
          Math.max(float64, other.float64),
          Math.max(float32, other.float32));
    }

    /** Returns the table's line. */
    @Override
    public String toString() {
      String line = "%-17s %8d %8d %11.1e %11.1e %11.1g%s";
      String verdict = passes() ? "" : " WRONG";
      return String.format(
          line, tensor, size, compared, finiteDifferences, float64, float32, verdict);
    }
  }

  /** Checks a layer of real numbers, with the seed {@link #SEED}. */
  public static GradientCheck of(Layer layer, Shape inputShape) {
    return of(layer, inputShape, 0, SEED);
  }

  /**
   * Checks a layer.
   *
   * @param layer a new layer, whose parameters get no lasting values
   * @param inputShape the batch first
   * @param high if above 0, the input is of whole numbers below this, which have no gradient; if 0,
   *     of real numbers from -2 to 2
   * @throws IllegalArgumentException if the layer's parameters have values
   * @throws IllegalStateException if the forward pass is random; if a gradient is missing, not a
   *     number, of another shape than its tensor, or of another layer's parameter; or if at each of
   *     a hundred points the gradient is 0 or autograd's own error in single precision above 2.5e-5
   */
  public static GradientCheck of(Layer layer, Shape inputShape, int high, long seed) {
    checkArgument(
        layer.getParameters().values().stream().noneMatch(Parameter::isInitialized),
        "%s has values, which the check would overwrite",
        layer);
    try (NDManager manager = NDManager.newBaseManager()) {
      for (int i = 0; i < POINTS; i++) {
        GradientsAtPoint gradients =
            new GradientsAtPoint(PlacedLayer.draw(layer, inputShape, high, seed + i, manager));
        if (gradients.canBeChecked()) {
          return new GradientCheck(gradients.rows(new Random(seed)));
        }
      }
      throw new IllegalStateException(
          String.format(
              "%s: at each of %d points the gradient is 0, or off by more than 2.5e-5 in single"
                  + " precision even if autograd computes it; expected a point where it can be"
                  + " checked",
              layer, POINTS));
    } finally {
      layer.getParameters().values().forEach(Parameter::close);
    }
  }

  /** Joins two checks of the same tensors: each row has the larger differences, NaN above all. */
  GradientCheck worse(GradientCheck other) {
    Stream<Row> worse = Streams.zip(rows.stream(), other.rows.stream(), Row::worse);
    return new GradientCheck(worse.toList());
  }

  /** Returns whether each gradient is right: all rows pass, and there is one. */
  public boolean passes() {
    return !rows.isEmpty() && rows.stream().allMatch(Row::passes);
  }

  /** Returns the table, and below it which gradients are wrong. */
  @Override
  public String toString() {
    List<String> wrong = rows.stream().filter(row -> !row.passes()).map(Row::tensor).toList();
    String verdict =
        passes() ? "all gradients are right" : "WRONG gradients of: " + String.join(", ", wrong);
    return HEAD + "\n" + Joiner.on("\n").join(rows) + "\n" + verdict;
  }
}
