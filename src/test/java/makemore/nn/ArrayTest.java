package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/** What tests of arrays have in common: a manager, closed after each test, and comparisons. */
public abstract class ArrayTest {

  protected final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  protected void closeManager() {
    manager.close();
  }

  /** An array of two dimensions. */
  protected final NDArray rows(int columns, float... values) {
    return manager.create(values, new Shape(values.length / columns, columns));
  }

  /** Element by element; NaN is near to nothing. */
  protected static void assertNear(NDArray actual, double tolerance, float... expected) {
    assertThat(actual.toFloatArray()).usingTolerance(tolerance).containsExactly(expected).inOrder();
  }

  protected static NDArray gradient(Layer layer, String parameter) {
    return layer.gradients().get(layer.getParameters().get(parameter));
  }

  /** What a refusal of a type says. */
  protected static String refusal(Class<? extends RuntimeException> type, Executable refused) {
    return assertThrows(type, refused).getMessage();
  }
}
