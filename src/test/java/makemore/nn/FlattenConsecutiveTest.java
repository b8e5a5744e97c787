package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class FlattenConsecutiveTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = manager.arange(16f).reshape(2, 4, 2);

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void neighboursStandSideBySide() {
    NDArray y = new FlattenConsecutive(2).forward(x, true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 2, 4));
    assertThat(y.get(0, 0).toFloatArray()).isEqualTo(new float[] {0, 1, 2, 3});
    assertThat(y.get(1, 1).toFloatArray()).isEqualTo(new float[] {12, 13, 14, 15});
  }

  @Test
  void timeOfOneIsDropped() {
    assertThat(new FlattenConsecutive(4).forward(x, true).getShape()).isEqualTo(new Shape(2, 8));
    NDArray one = manager.ones(new Shape(2, 1, 3));
    assertThat(new FlattenConsecutive(1).forward(one, true).getShape()).isEqualTo(new Shape(2, 3));
  }

  @Test
  void gradientGoesBackToWhereEachNumberCameFrom() {
    FlattenConsecutive layer = new FlattenConsecutive(2);
    NDArray y = layer.forward(x, true);

    assertThat(layer.backward(y)).isEqualTo(x);
  }

  @Test
  void timeThatDoesNotDivideIsRefused() {
    assertRefused(x, "(2, 4, 2)");
    assertRefused(manager.ones(new Shape(2, 6)), "(2, 6)");
    assertRefused(manager.ones(new Shape(2, 0, 2)), "(2, 0, 2)");
  }

  private static void assertRefused(NDArray input, String shape) {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> new FlattenConsecutive(3).forward(input, true)))
        .hasMessageThat()
        .isEqualTo(
            "FlattenConsecutive(3): the input has shape "
                + shape
                + ", expected (batch, time, features), time a multiple of 3");
  }

  @Test
  void groupsOfNothingAreRefused() {
    NDArray input = manager.zeros(new Shape(2, 6, 3));

    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> new FlattenConsecutive(0).forward(input, true)))
        .hasMessageThat()
        .contains("FlattenConsecutive(0)");
  }
}
