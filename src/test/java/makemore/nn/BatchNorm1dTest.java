package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A batch of three examples of two features, 1 2 3 and 0 2 4.
 *
 * <pre>
 * mean = 2 and 2
 * var  = (1 + 0 + 1) / (3 - 1) = 1 and (4 + 0 + 4) / (3 - 1) = 4
 * xhat = -1 0 1 for both, with eps = 0
 * </pre>
 */
@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class BatchNorm1dTest extends ArrayTest {

  private static final double ONE_ROUNDING = 2.5e-7;

  @Parameter private Layers layers;
  private final NDArray x = rows(2, 1, 0, 2, 2, 3, 4);

  /** Three times of one example are three rows too: n is batch x time. */
  static List<Shape> threeRows() {
    return List.of(new Shape(3, 2), new Shape(1, 3, 2));
  }

  /**
   * With gamma 2 and 3, beta 1 and -1, running mean 10 and 20, running variance (or standard
   * deviation) 4 and 9.
   */
  private BatchNorm1d layer(double epsilon, boolean keepsStd) {
    BatchNorm1d layer = layers.batchNorm(2, epsilon, 0.1, keepsStd);
    float[][] values = {{2, 3}, {1, -1}, {10, 20}, {4, 9}};
    for (int i = 0; i < values.length; i++) {
      layer.getParameters().valueAt(i).setInitializer(new Given(values[i]));
    }
    layer.initialize(manager, new Shape(1, 2));
    return layer;
  }

  private BatchNorm1d layer() {
    return layer(0, false);
  }

  /** 2 xhat + 1 and 3 xhat - 1. */
  @ParameterizedTest
  @MethodSource("threeRows")
  void forwardNormalisesOverBatchAndTimeThenScalesAndShifts(Shape shape) {
    NDArray y = layer().forward(x.reshape(shape), true);

    assertThat(y.getShape()).isEqualTo(shape);
    assertNear(y, ONE_ROUNDING, -1, -4, 1, -1, 3, 2);
  }

  /**
   * eps = 3 gives sqrt(1 + 3) = 2 and sqrt(4 + 3): xhat = -1/2 0 1/2 and -2/sqrt(7) 0 2/sqrt(7).
   */
  @Test
  void epsilonIsAddedToTheVariance() {
    float part = (float) (6 / Math.sqrt(7));

    assertNear(layer(3, false).forward(x, true), 5e-7, 0, -1 - part, 1, -1, 2, -1 + part);
  }

  /**
   * The terms of one column after the other:
   *
   * <pre>
   * dL/dy     = 1 0 0             and 0 1 0
   * dL/dbeta  = 1                 and 1
   * dL/dgamma = 1 . -1 = -1       and 1 . 0 = 0
   * dL/dx     = 2/1 (dL/dy - 1/3 - xhat . -1/2)
   *           = 2 (1 - 1/3 - 1/2, -1/3, -1/3 + 1/2) = 1/3 -2/3 1/3
   *             and 3/2 (dL/dy - 1/3) = -1/2 1 -1/2
   * </pre>
   */
  @ParameterizedTest
  @MethodSource("threeRows")
  void backwardGoesThroughMeanAndVariance(Shape shape) {
    BatchNorm1d layer = layer();
    layer.forward(x.reshape(shape), true);

    NDArray gradX = layer.backward(rows(2, 1, 0, 0, 1, 0, 0).reshape(shape));

    assertThat(gradX.getShape()).isEqualTo(shape);
    assertThat(layer.gradients()).hasSize(2);
    assertNear(gradX, ONE_ROUNDING, 1 / 3f, -0.5f, -2 / 3f, 1, 1 / 3f, -0.5f);
    assertNear(gradient(layer, "gamma"), ONE_ROUNDING, -1, 0);
    assertNear(gradient(layer, "beta"), 0, 1, 1);
  }

  /**
   * With eps = 3: 2/2 (dL/dy - 1/3 - xhat . dL/dgamma / 2), xhat = -1/2 0 1/2, dL/dgamma = -1/2.
   */
  @Test
  void backwardKnowsEpsilon() {
    BatchNorm1d layer = layer(3, false);
    layer.forward(x, true);

    NDArray gradX = layer.backward(rows(2, 1, 0, 0, 0, 0, 0));

    assertNear(gradX, ONE_ROUNDING, 2 / 3f - 1 / 8f, 0, -1 / 3f, 0, -1 / 3f + 1 / 8f, 0);
  }

  /**
   * 0.9 . 10 + 0.1 . 2 and 0.9 . 20 + 0.1 . 2; 0.9 . 4 + 0.1 . 1 and 0.9 . 9 + 0.1 . 4, whatever
   * epsilon is, or, of the standard deviation, 0.1 . 2.
   */
  @ParameterizedTest
  @CsvSource({"runningVar, 3, 8.5", "runningStd, 0, 8.3"})
  void runningStatisticsFollowThoseOfTheBatch(String kept, double epsilon, float second) {
    BatchNorm1d layer = layer(epsilon, kept.equals("runningStd"));

    layer.forward(x, true);

    assertNear(layer.value("runningMean"), 2e-6, 9.2f, 18.2f);
    assertNear(layer.value(kept), 1e-6, 3.7f, second);
    assertThat(layer.getParameters()).hasSize(4);
  }

  /**
   * 2 (4 - 10) / std + 1 and 3 (2 - 20) / std - 1; sqrt(4 + 12) = 4 and sqrt(9 + 12). The second
   * example, which is the running mean, has no part in that.
   */
  @ParameterizedTest
  @CsvSource({"0, false, -5, -19", "12, false, -2, -12.783766", "12, true, -2, -7"})
  void evaluationUsesTheRunningStatisticsAndLeavesThem(
      double epsilon, boolean keepsStd, float first, float second) {
    BatchNorm1d layer = layer(epsilon, keepsStd);

    NDArray y = layer.forward(rows(2, 4, 2, 10, 20), false);

    assertNear(y, 2e-6, first, second, 1, -1);
    assertNear(layer.value("runningMean"), 0, 10, 20);
    assertNear(layer.value(keepsStd ? "runningStd" : "runningVar"), 0, 4, 9);
  }

  /** A column of a matrix, whose numbers do not lie side by side. */
  @ParameterizedTest
  @ValueSource(strings = {"runningMean", "runningVar"})
  void runningStatisticsMayBeAColumnOfAMatrix(String statistic) {
    BatchNorm1d usual = layer();
    BatchNorm1d layer = layer();
    float[] start = layer.value(statistic).toFloatArray();
    NDArray column = rows(2, start[0], 0, start[1], 0).get(":, 0");
    ParameterValues.set(layer.getParameters().get(statistic), column);
    for (int step = 0; step < 3; step++) {
      usual.forward(x, true);
      layer.forward(x, true);
    }

    assertNear(layer.value(statistic), 2e-6, usual.value(statistic).toFloatArray());
    assertThat(layer.value(statistic).toFloatArray()).isNotEqualTo(start);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void layerStartsAsTheIdentityOfNormalisedNumbers(boolean keepsStd) {
    BatchNorm1d layer = layers.batchNorm(2, 0, 0.1, keepsStd);
    layer.initialize(manager, new Shape(1, 2));

    assertThat(layer.forward(x, false)).isEqualTo(x);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fewerThanTwoExamplesInTrainingAreRefused(int examples) {
    NDArray few = manager.ones(new Shape(examples, 2));

    assertThat(refusal(IllegalArgumentException.class, () -> layer().forward(few, true)))
        .isEqualTo(
            "BatchNorm1d(2): the input has shape ("
                + examples
                + ", 2), expected at least 2 examples in training");
  }
}
