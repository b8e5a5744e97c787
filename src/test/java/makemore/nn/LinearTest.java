package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import makemore.nn.fused.FusedLinear;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@ParameterizedClass(name = "fused {0}")
@ValueSource(booleans = {false, true})
class LinearTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
  private final boolean fused;

  LinearTest(boolean fused) {
    this.fused = fused;
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private Linear newLinear(long in, long out, boolean withBias) {
    return fused ? new FusedLinear(in, out, withBias) : new Linear(in, out, withBias);
  }

  private Linear linear(boolean withBias) {
    Linear linear = newLinear(2, 3, withBias);
    linear.getParameters().get("weight").setInitializer(new Given(1, 0, -1, 2, 1, 0));
    if (withBias) {
      linear.getParameters().get("bias").setInitializer(new Given(1, 2, 3));
    }
    linear.initialize(manager, new Shape(1, 2));
    return linear;
  }

  /**
   *
   *
   * <pre>
   * [1 2]   [1 0 -1]             [1+4 2 -1]   [1 2 3]
   * [3 4] . [2 1  0] + [1 2 3] = [3+8 4 -3] + [1 2 3]
   * </pre>
   */
  @Test
  void forwardMultipliesAndAdds() {
    NDArray y = linear(true).forward(x, true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 3));
    assertThat(y.toFloatArray()).usingExactEquality().containsExactly(6, 4, 2, 12, 6, 0).inOrder();
  }

  @Test
  void forwardWithoutBiasMultiplies() {
    NDArray y = linear(false).forward(x, true);

    assertThat(y.toFloatArray())
        .usingExactEquality()
        .containsExactly(5, 2, -1, 11, 4, -3)
        .inOrder();
  }

  /**
   *
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
  @Test
  void backwardMultipliesWithTheTransposes() {
    Linear linear = linear(true);
    linear.forward(x, true);

    NDArray gradX =
        linear.backward(manager.create(new float[] {1, 0, 2, 0, 1, -1}, new Shape(2, 3)));

    assertThat(linear.gradients().keySet())
        .containsExactlyElementsIn(linear.getParameters().values())
        .inOrder();
    NDArray gradWeight = linear.gradients().get(linear.getParameters().get("weight"));
    NDArray gradBias = linear.gradients().get(linear.getParameters().get("bias"));
    assertThat(gradX.getShape()).isEqualTo(x.getShape());
    assertThat(gradX.toFloatArray()).usingExactEquality().containsExactly(-1, 2, 1, 1).inOrder();
    assertThat(gradWeight.getShape()).isEqualTo(new Shape(2, 3));
    assertThat(gradWeight.toFloatArray())
        .usingExactEquality()
        .containsExactly(1, 3, -1, 2, 4, 0)
        .inOrder();
    assertThat(gradBias.toFloatArray()).usingExactEquality().containsExactly(1, 1, 1).inOrder();
  }

  @Test
  void backwardWithoutBiasLeavesTheGradientOfTheWeightAlone() {
    Linear linear = linear(false);
    linear.forward(x, true);

    linear.backward(manager.ones(new Shape(2, 3)));

    assertThat(linear.gradients().keySet()).containsExactly(linear.getParameters().get("weight"));
  }

  /**
   * 90,000 draws: their standard deviation is known to about 1 / sqrt(2 . 90,000), a quarter of a
   * percent.
   */
  @Test
  void weightStartsDividedByTheRootOfTheInputs() {
    Linear linear = newLinear(900, 100, true);
    manager.getEngine().setRandomSeed(42);

    linear.initialize(manager, new Shape(1, 900));

    NDArray weight = linear.getParameters().get("weight").getArray();
    assertThat((double) weight.square().mean().sqrt().getFloat()).isWithin(0.0004).of(1.0 / 30);
    NDArray bias = linear.getParameters().get("bias").getArray();
    assertThat(bias.toFloatArray()).isEqualTo(new float[100]);
  }

  /** Two times of one example give what two examples give. */
  @Test
  void timesAreRowsLikeExamples() {
    Linear linear = linear(true);
    float[] rows = linear.forward(x, true).toFloatArray();
    NDArray dY = manager.create(new float[] {1, 0, 2, 0, 1, -1}, new Shape(2, 3));
    float[] gradRows = linear.backward(dY).toFloatArray();
    List<float[]> gradients =
        linear.gradients().values().stream().map(NDArray::toFloatArray).toList();

    NDArray y = linear.forward(x.reshape(1, 2, 2), true);
    NDArray gradX = linear.backward(dY.reshape(1, 2, 3));

    assertThat(y.getShape()).isEqualTo(new Shape(1, 2, 3));
    assertThat(y.toFloatArray()).isEqualTo(rows);
    assertThat(gradX.getShape()).isEqualTo(new Shape(1, 2, 2));
    assertThat(gradX.toFloatArray()).isEqualTo(gradRows);
    List<NDArray> again = List.copyOf(linear.gradients().values());
    assertThat(again.get(0).toFloatArray()).isEqualTo(gradients.get(0));
    assertThat(again.get(1).toFloatArray()).isEqualTo(gradients.get(1));
  }

  @Test
  void inputOfFourDimensionsIsRefused() {
    NDArray deep = manager.ones(new Shape(2, 2, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> linear(true).forward(deep, true));
  }

  @Test
  void inputOfAnotherWidthIsRefused() {
    NDArray tooWide = manager.ones(new Shape(2, 3));

    assertThat(
            assertThrows(IllegalArgumentException.class, () -> linear(true).forward(tooWide, true)))
        .hasMessageThat()
        .isEqualTo(
            "Linear(2, 3): the input has shape (2, 3), expected (batch, 2) or (batch, time, 2)");
  }

  @Test
  void inputOfOneDimensionIsRefused() {
    NDArray flat = manager.ones(new Shape(2));

    assertThat(
            assertThrows(IllegalArgumentException.class, () -> linear(false).forward(flat, true)))
        .hasMessageThat()
        .isEqualTo(
            "Linear(2, 3, no bias): the input has shape (2), expected (batch, 2) or (batch, time, 2)");
  }
}
