package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import makemore.nn.fused.FusedBatchNorm1d;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
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
@ParameterizedClass(name = "fused {0}")
@ValueSource(booleans = {false, true})
class BatchNorm1dTest {

  private static final double ONE_ROUNDING = 2.5e-7;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = rows(1, 0, 2, 2, 3, 4);
  private final boolean fused;

  BatchNorm1dTest(boolean fused) {
    this.fused = fused;
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private NDArray rows(float... values) {
    return manager.create(values, new Shape(values.length / 2, 2));
  }

  /**
   * With gamma 2 and 3, beta 1 and -1, running mean 10 and 20, running variance (or standard
   * deviation) 4 and 9.
   */
  private BatchNorm1d layer(double epsilon, double momentum, boolean keepsStd) {
    BatchNorm1d layer = newLayer(epsilon, momentum, keepsStd);
    float[][] values = {{2, 3}, {1, -1}, {10, 20}, {4, 9}};
    for (int i = 0; i < values.length; i++) {
      layer.getParameters().valueAt(i).setInitializer(new Given(values[i]));
    }
    layer.initialize(manager, new Shape(1, 2));
    return layer;
  }

  private BatchNorm1d newLayer(double epsilon, double momentum, boolean keepsStd) {
    return fused
        ? new FusedBatchNorm1d(2, epsilon, momentum, keepsStd)
        : new BatchNorm1d(2, epsilon, momentum, keepsStd);
  }

  private BatchNorm1d layer() {
    return layer(0, 0.1, false);
  }

  private static float[] valueOf(BatchNorm1d layer, String parameter) {
    return layer.getParameters().get(parameter).getArray().toFloatArray();
  }

  private static float[] gradientOf(BatchNorm1d layer, String parameter) {
    return layer.gradients().get(layer.getParameters().get(parameter)).toFloatArray();
  }

  /** Three times of one example are three rows: n is batch x time. */
  @Test
  void statisticsAreOverBatchAndTime() {
    BatchNorm1d layer = layer();

    NDArray y = layer.forward(x.reshape(1, 3, 2), true);
    NDArray gradX = layer.backward(rows(1, 0, 0, 1, 0, 0).reshape(1, 3, 2));

    assertThat(y.getShape()).isEqualTo(new Shape(1, 3, 2));
    assertThat(y.toFloatArray())
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(-1, -4, 1, -1, 3, 2)
        .inOrder();
    BatchNorm1d ofRows = layer();
    ofRows.forward(x, true);
    assertThat(gradX.toFloatArray())
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(ofRows.backward(rows(1, 0, 0, 1, 0, 0)).toFloatArray())
        .inOrder();
    for (String name : List.of("gamma", "beta")) {
      assertThat(gradientOf(layer, name)).isEqualTo(gradientOf(ofRows, name));
    }
    assertThat(valueOf(layer, "runningVar")).isEqualTo(valueOf(ofRows, "runningVar"));
  }

  /** 2 xhat + 1 and 3 xhat - 1. */
  @Test
  void forwardNormalisesOverTheBatchThenScalesAndShifts() {
    NDArray y = layer().forward(x, true);

    assertThat(y.getShape()).isEqualTo(x.getShape());
    assertThat(y.toFloatArray())
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(-1, -4, 1, -1, 3, 2)
        .inOrder();
  }

  /**
   * eps = 3 gives sqrt(1 + 3) = 2 and sqrt(4 + 3): xhat = -1/2 0 1/2 and -2/sqrt(7) 0 2/sqrt(7).
   */
  @Test
  void epsilonIsAddedToTheVariance() {
    NDArray y = layer(3, 0.1, false).forward(x, true);

    float part = (float) (6 / Math.sqrt(7));
    assertThat(y.toFloatArray())
        .usingTolerance(5e-7)
        .containsExactly(0, -1 - part, 1, -1, 2, -1 + part)
        .inOrder();
  }

  /**
   *
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
  @Test
  void backwardGoesThroughMeanAndVariance() {
    BatchNorm1d layer = layer();
    layer.forward(x, true);

    NDArray gradX = layer.backward(rows(1, 0, 0, 1, 0, 0));

    assertThat(gradX.toFloatArray())
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(1 / 3f, -0.5f, -2 / 3f, 1, 1 / 3f, -0.5f)
        .inOrder();
    assertThat(gradientOf(layer, "gamma"))
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(-1, 0)
        .inOrder();
    assertThat(gradientOf(layer, "beta")).isEqualTo(new float[] {1, 1});
  }

  /**
   * With eps = 3: 2/2 (dL/dy - 1/3 - xhat . dL/dgamma / 2), xhat = -1/2 0 1/2, dL/dgamma = -1/2.
   */
  @Test
  void backwardKnowsEpsilon() {
    BatchNorm1d layer = layer(3, 0.1, false);
    layer.forward(x, true);

    float[] gradX = layer.backward(rows(1, 0, 0, 0, 0, 0)).toFloatArray();

    assertThat(gradX)
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(2 / 3f - 1 / 8f, 0, -1 / 3f, 0, -1 / 3f + 1 / 8f, 0)
        .inOrder();
  }

  @Test
  void onlyGammaAndBetaAreTrained() {
    BatchNorm1d layer = layer();
    layer.forward(x, true);
    layer.backward(rows(1, 0, 0, 1, 0, 0));

    assertThat(layer.gradients().keySet())
        .containsExactly(layer.getParameters().get("gamma"), layer.getParameters().get("beta"))
        .inOrder();
    assertThat(layer.getParameters().get("runningMean").requiresGradient()).isFalse();
    assertThat(layer.getParameters().get("runningVar").requiresGradient()).isFalse();
  }

  /** 0.9 . 10 + 0.1 . 2 and 0.9 . 20 + 0.1 . 2; 0.9 . 4 + 0.1 . 1 and 0.9 . 9 + 0.1 . 4. */
  @Test
  void runningVarianceFollowsTheVariance() {
    BatchNorm1d layer = layer(1e-5, 0.1, false);

    layer.forward(x, true);

    assertThat(valueOf(layer, "runningMean"))
        .usingTolerance(2e-6)
        .containsExactly(9.2f, 18.2f)
        .inOrder();
    assertThat(valueOf(layer, "runningVar"))
        .usingTolerance(1e-6)
        .containsExactly(3.7f, 8.5f)
        .inOrder();
  }

  /** 0.9 . 4 + 0.1 . 1 and 0.9 . 9 + 0.1 . 2. */
  @Test
  void runningStandardDeviationFollowsTheStandardDeviation() {
    BatchNorm1d layer = layer(0, 0.1, true);

    layer.forward(x, true);

    assertThat(valueOf(layer, "runningStd"))
        .usingTolerance(1e-6)
        .containsExactly(3.7f, 8.3f)
        .inOrder();
    assertThat(layer.getParameters().contains("runningVar")).isFalse();
  }

  /** 2 (x - 10) / sqrt(4) + 1 and 3 (x - 20) / sqrt(9) - 1. */
  @Test
  void evaluationUsesTheRunningVariance() {
    NDArray y = layer().forward(x, false);

    assertThat(y.toFloatArray())
        .usingTolerance(2e-6)
        .containsExactly(-8, -21, -7, -19, -6, -17)
        .inOrder();
  }

  /** 2 (1 - 10) / sqrt(4 + 12) + 1 and 3 (0 - 20) / sqrt(9 + 12) - 1. */
  @Test
  void evaluationAddsEpsilonToTheRunningVariance() {
    NDArray y = layer(12, 0.1, false).forward(rows(1, 0), false);

    assertThat(y.toFloatArray())
        .usingTolerance(2e-6)
        .containsExactly(-3.5f, (float) (-60 / Math.sqrt(21) - 1))
        .inOrder();
  }

  /** 2 (x - 10) / 4 + 1 and 3 (x - 20) / 9 - 1. */
  @Test
  void evaluationUsesTheRunningStandardDeviation() {
    NDArray y = layer(0, 0.1, true).forward(rows(4, 2), false);

    assertThat(y.toFloatArray()).usingTolerance(1e-6).containsExactly(-2, -7).inOrder();
  }

  @Test
  void evaluationLeavesTheRunningStatistics() {
    BatchNorm1d layer = layer();

    layer.forward(x, false);

    assertThat(valueOf(layer, "runningMean")).isEqualTo(new float[] {10, 20});
    assertThat(valueOf(layer, "runningVar")).isEqualTo(new float[] {4, 9});
  }

  @Test
  void outputOfOneExampleInEvaluationDoesNotDependOnTheOthers() {
    BatchNorm1d layer = layer();

    float[] alone = layer.forward(rows(1, 0), false).toFloatArray();

    assertThat(alone).isEqualTo(Arrays.copyOf(layer.forward(x, false).toFloatArray(), 2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void layerStartsAsTheIdentityOfNormalisedNumbers(boolean keepsStd) {
    BatchNorm1d layer = newLayer(0, 0.1, keepsStd);
    layer.initialize(manager, new Shape(1, 2));

    assertThat(layer.forward(x, false).toFloatArray()).isEqualTo(x.toFloatArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fewerThanTwoExamplesInTrainingAreRefused(int examples) {
    NDArray few = manager.ones(new Shape(examples, 2));

    assertThat(assertThrows(IllegalArgumentException.class, () -> layer().forward(few, true)))
        .hasMessageThat()
        .isEqualTo(
            "BatchNorm1d(2): the input has shape ("
                + examples
                + ", 2), expected at least 2 examples in training");
  }

  @Test
  void backwardAfterAnEvaluationIsRefused() {
    BatchNorm1d layer = layer();
    layer.forward(x, true);
    layer.forward(x, false);

    assertThat(assertThrows(IllegalStateException.class, () -> layer.backward(x)))
        .hasMessageThat()
        .isEqualTo("BatchNorm1d(2): call forward in training before backward");
  }

  @Test
  void inputOfAnotherWidthIsRefused() {
    NDArray tooWide = manager.ones(new Shape(4, 3));

    assertThat(assertThrows(IllegalArgumentException.class, () -> layer().forward(tooWide, true)))
        .hasMessageThat()
        .isEqualTo(
            "BatchNorm1d(2): the input has shape (4, 3), expected (batch, 2) or (batch, time, 2)");
  }

  /** DJL's parameter store keeps the array that was there in its pass. */
  @Test
  void passAfterDjlsReadsTheParametersAnew() {
    BatchNorm1d layer = layer();
    layer.forward(new ParameterStore(manager, false), new NDList(x), true);
    ParameterValues.set(layer.getParameters().get("gamma"), layer.value("gamma").mul(2));

    NDArray y = layer.forward(x, true);

    assertThat(y.toFloatArray())
        .usingTolerance(2 * ONE_ROUNDING)
        .containsExactly(-3, -7, 1, -1, 5, 5)
        .inOrder();
  }

  @Test
  void layerWithoutValuesIsRefused() {
    BatchNorm1d layer = newLayer(0, 0.1, false);

    assertThat(assertThrows(IllegalStateException.class, () -> layer.forward(x, true)))
        .hasMessageThat()
        .isEqualTo("BatchNorm1d(2): runningMean has no values yet; call initialize first");
  }
}
