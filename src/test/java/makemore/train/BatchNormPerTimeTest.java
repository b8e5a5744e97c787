package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class BatchNormPerTimeTest {

  private static final double ONE_ROUNDING = 2.5e-7;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  /** The mistake: two examples are -1/sqrt(2) and 1/sqrt(2) in each time, whatever they were. */
  @Test
  void statisticsAreOverTheBatchAlone() {
    BatchNormPerTime layer = new BatchNormPerTime(3, 2, 0, 0.1, false);
    layer.initialize(manager, new Shape(1, 3, 2));
    float[] x = {1, 0, 5, 9, 2, 3, 2, 2, 7, 4, 0, 9};

    NDArray y = layer.forward(manager.create(x, new Shape(2, 3, 2)), true);

    float half = (float) Math.sqrt(0.5);
    assertThat(y.toFloatArray())
        .usingTolerance(ONE_ROUNDING)
        .containsExactly(
            -half, -half, -half, half, half, -half, half, half, half, -half, -half, half)
        .inOrder();
    assertThat(layer.value("runningMean").getShape()).isEqualTo(new Shape(3, 2));
    assertThat(layer.value("gamma").getShape()).isEqualTo(new Shape(2));
  }
}
