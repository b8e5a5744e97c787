package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Of tanh(ln a) = (a^2 - 1) / (a^2 + 1), so that tanh(ln 2) = 3/5 and tanh(ln 3) = 4/5. */
@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class TanhTest extends ArrayTest {

  private final NDArray x = rows(2, 0, (float) Math.log(2), -(float) Math.log(3), 100);
  private final NDArray gradOutput = rows(2, 1, 2, 3, 4);
  private final Tanh tanh;

  TanhTest(Layers layers) {
    tanh = layers.tanh();
  }

  @Test
  void forwardIsTheHyperbolicTangent() {
    NDArray y = tanh.forward(x, true);

    assertThat(y.getShape()).isEqualTo(x.getShape());
    assertNear(y, 1e-7, 0, 0.6f, -0.8f, 1);
  }

  /** 1 - 0, (1 - 9/25) 2, (1 - 16/25) 3, (1 - 1) 4. */
  @Test
  void backwardIsOneMinusTheSquareOfTheOutput() {
    tanh.forward(x, true);

    NDArray gradX = tanh.backward(gradOutput);

    assertThat(gradX.getShape()).isEqualTo(x.getShape());
    assertNear(gradX, 3e-7, 1, 1.28f, 1.08f, 0);
  }

  @Test
  void outputAndItsGradientAreKeptAsTheyAre() {
    NDArray y = tanh.forward(x, true);
    tanh.backward(gradOutput);

    assertThat(tanh.output()).isSameInstanceAs(y);
    assertThat(tanh.outputGradient()).isSameInstanceAs(gradOutput);
    assertNear(gradOutput, 0, 1, 2, 3, 4);
    assertThat(tanh.gradients()).isEmpty();
  }
}
