package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class FlattenConsecutiveTest extends ArrayTest {

  private final NDArray x = manager.arange(16f).reshape(2, 4, 2);

  @Test
  void neighboursStandSideBySideAndTheirGradientsGoBack() {
    FlattenConsecutive layer = new FlattenConsecutive(2);

    NDArray y = layer.forward(x, true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 2, 4));
    assertNear(y.get(0, 0), 0, 0, 1, 2, 3);
    assertNear(y.get(1, 1), 0, 12, 13, 14, 15);
    assertThat(layer.backward(y)).isEqualTo(x);
  }

  @Test
  void timeOfOneIsDropped() {
    assertThat(new FlattenConsecutive(4).forward(x, true).getShape()).isEqualTo(new Shape(2, 8));
    NDArray one = manager.ones(new Shape(2, 1, 3));
    assertThat(new FlattenConsecutive(1).forward(one, true).getShape()).isEqualTo(new Shape(2, 3));
  }
}
