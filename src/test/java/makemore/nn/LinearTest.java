package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class LinearTest extends ArrayTest {

  @Parameter private Layers layers;
  private final NDArray x = rows(2, 1, 2, 3, 4);

  /** Two examples, or two times of one example: they are rows like examples. */
  static List<Shape> batches() {
    return List.of(new Shape(2), new Shape(1, 2));
  }

  private Linear linear(boolean withBias) {
    Linear linear = layers.linear(2, 3, withBias);
    linear.getParameters().get("weight").setInitializer(new Given(1, 0, -1, 2, 1, 0));
    if (withBias) {
      linear.getParameters().get("bias").setInitializer(new Given(1, 2, 3));
    }
    linear.initialize(manager, new Shape(1, 2));
    return linear;
  }

  /**
   * x W + b:
   *
   * <pre>
   * [1 2]   [1 0 -1]             [1+4 2 -1]   [1 2 3]
   * [3 4] . [2 1  0] + [1 2 3] = [3+8 4 -3] + [1 2 3]
   * </pre>
   */
  @ParameterizedTest
  @MethodSource("batches")
  void forwardMultipliesAndAdds(Shape batch) {
    NDArray y = linear(true).forward(x.reshape(batch.add(2)), true);

    assertThat(y.getShape()).isEqualTo(batch.add(3));
    assertNear(y, 0, 6, 4, 2, 12, 6, 0);
  }

  /**
   * With dL/dy of 1 0 2 and 0 1 -1:
   *
   * <pre>
   * dL/dW = [1 3] . [1 0  2] = [1+0 0+3 2-3]
   *         [2 4]   [0 1 -1]   [2+0 0+4 4-4]
   *
   * dL/db = [1+0 0+1 2-1]
   *
   * dL/dx = [1 0  2] . [ 1 2] = [1-2 2+0]
   *         [0 1 -1]   [ 0 1]   [0+1 1+0]
   *                    [-1 0]
   * </pre>
   */
  @ParameterizedTest
  @MethodSource("batches")
  void backwardMultipliesWithTheTransposes(Shape batch) {
    Linear linear = linear(true);
    linear.forward(x.reshape(batch.add(2)), true);

    NDArray gradX = linear.backward(rows(3, 1, 0, 2, 0, 1, -1).reshape(batch.add(3)));

    assertThat(linear.gradients().keySet())
        .containsExactlyElementsIn(linear.getParameters().values())
        .inOrder();
    assertThat(gradX.getShape()).isEqualTo(batch.add(2));
    assertNear(gradX, 0, -1, 2, 1, 1);
    assertThat(gradient(linear, "weight").getShape()).isEqualTo(new Shape(2, 3));
    assertNear(gradient(linear, "weight"), 0, 1, 3, -1, 2, 4, 0);
    assertNear(gradient(linear, "bias"), 0, 1, 1, 1);
  }

  @Test
  void withoutBiasThereIsTheProductAlone() {
    Linear linear = linear(false);

    NDArray y = linear.forward(x, true);
    linear.backward(y);

    assertNear(y, 0, 5, 2, -1, 11, 4, -3);
    assertThat(linear.gradients().keySet()).containsExactly(linear.getParameters().get("weight"));
  }

  @Test
  void weightStartsDividedByTheRootOfItsInputsAndBiasAtZero() {
    Linear linear = layers.linear(4, 3, true);
    manager.getEngine().setRandomSeed(42);
    NDArray drawn = manager.randomNormal(0, 1, new Shape(4, 3), DataType.FLOAT32);
    manager.getEngine().setRandomSeed(42);

    linear.initialize(manager, new Shape(1, 4));

    assertThat(linear.value("weight")).isEqualTo(drawn.div(2));
    assertNear(linear.value("bias"), 0, 0, 0, 0);
  }
}
