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
  void parameterWithoutValuesGetsThem() {
    NDArray values = manager.create(new float[] {3, 4});

    ParameterValues.set(bias, values);

    assertThat(layer.value("bias")).isSameInstanceAs(values);
    assertThat(values.hasGradient()).isFalse();
  }

  @Test
  void arrayOfBeforeIsClosed() {
    layer.initialize(manager, new Shape(1, 1));
    NDArray before = layer.value("bias");

    ParameterValues.set(bias, manager.create(new float[] {3, 4}));

    assertThat(before.isReleased()).isTrue();
    assertNear(layer.value("bias"), 0, 3, 4);
  }

  @Test
  void parameterStillStartsAsItDid() {
    ParameterValues.set(bias, manager.create(new float[] {3, 4}));

    layer.initialize(manager, new Shape(1, 1));

    assertNear(layer.value("bias"), 0, 0, 0);
  }
}
