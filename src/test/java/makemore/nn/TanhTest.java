package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import makemore.nn.fused.FusedTanh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Of tanh(ln a) = (a^2 - 1) / (a^2 + 1), so that tanh(ln 2) = 3/5 and tanh(ln 3) = 4/5. */
@Tag("numbers")
@ParameterizedClass(name = "fused {0}")
@ValueSource(booleans = {false, true})
class TanhTest {

  private static final float LN_2 = (float) Math.log(2);
  private static final float LN_3 = (float) Math.log(3);

  private final NDManager manager = NDManager.newBaseManager();
  private final Tanh tanh;

  TanhTest(boolean fused) {
    tanh = fused ? new FusedTanh() : new Tanh();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  @Test
  void forwardIsTheHyperbolicTangent() {
    NDArray x = manager.create(new float[] {0, LN_2, -LN_3, 100}, new Shape(2, 2));

    NDArray y = tanh.forward(x, true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 2));
    assertThat(y.toFloatArray()).usingTolerance(1e-7).containsExactly(0, 0.6f, -0.8f, 1).inOrder();
  }

  /** 1 - 0, (1 - 9/25) 2, (1 - 16/25) 3, (1 - 1) 4. */
  @Test
  void backwardIsOneMinusTheSquareOfTheOutput() {
    tanh.forward(manager.create(new float[] {0, LN_2, -LN_3, 100}, new Shape(2, 2)), true);

    NDArray gradX = tanh.backward(manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2)));

    assertThat(gradX.getShape()).isEqualTo(new Shape(2, 2));
    assertThat(gradX.toFloatArray())
        .usingTolerance(3e-7)
        .containsExactly(1, 1.28f, 1.08f, 0)
        .inOrder();
  }

  @Test
  void gradientThatComesInIsNotChanged() {
    tanh.forward(manager.create(new float[] {0, LN_2}), true);
    NDArray gradOutput = manager.create(new float[] {1, 2});

    tanh.backward(gradOutput);

    assertThat(gradOutput.toFloatArray()).isEqualTo(new float[] {1, 2});
  }

  @Test
  void outputAndItsGradientAreKept() {
    NDArray y = tanh.forward(manager.create(new float[] {0, LN_2}), true);
    NDArray gradOutput = manager.create(new float[] {1, 2});
    tanh.backward(gradOutput);

    assertThat(tanh.output()).isSameInstanceAs(y);
    assertThat(tanh.outputGradient()).isSameInstanceAs(gradOutput);
    assertThat(tanh.gradients()).isEmpty();
  }
}
