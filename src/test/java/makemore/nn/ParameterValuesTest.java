package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import org.junit.jupiter.api.Test;

class ParameterValuesTest extends ArrayTest {

  private final Layer layer = new Linear(1, 2, true);
  private final Parameter bias = layer.getParameters().get("bias");

  @Test
  void arrayOfBeforeIsClosed() {
    NDArray first = manager.create(new float[] {3, 4});
    NDArray second = manager.create(new float[] {5, 6});

    ParameterValues.set(bias, first);
    assertThat(layer.value("bias")).isSameInstanceAs(first);
    assertThat(first.hasGradient()).isFalse();

    ParameterValues.set(bias, second);
    assertThat(layer.value("bias")).isSameInstanceAs(second);
    assertThat(first.isReleased()).isTrue();
  }

  @Test
  void parameterStillStartsAsItDid() {
    ParameterValues.set(bias, manager.create(new float[] {3, 4}));

    layer.initialize(manager, new Shape(1, 1));

    assertNear(layer.value("bias"), 0, 0, 0);
    assertThat(layer.value("bias").hasGradient()).isFalse();
  }
}
