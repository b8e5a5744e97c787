package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import makemore.nn.ArrayTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class BatchNormPerTimeTest extends ArrayTest {

  /** The mistake: two examples are -1/sqrt(2) and 1/sqrt(2) in each time, whatever they were. */
  @Test
  void statisticsAreOverTheBatchAlone() {
    BatchNormPerTime layer = new BatchNormPerTime(3, 2, 0, 0.1, false);
    layer.initialize(manager, new Shape(1, 3, 2));

    NDArray y = layer.forward(rows(6, 1, 0, 5, 9, 2, 3, 2, 2, 7, 4, 0, 9).reshape(2, 3, 2), true);

    float h = (float) Math.sqrt(0.5);
    assertNear(y, 2.5e-7, -h, -h, -h, h, h, -h, h, h, h, -h, -h, h);
    assertThat(layer.value("runningMean").getShape()).isEqualTo(new Shape(3, 2));
    assertThat(layer.value("gamma").getShape()).isEqualTo(new Shape(2));
  }
}
