package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter.Type;
import ai.djl.training.initializer.Initializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class InitializersTest {

  private static final Shape SHAPE = new Shape(4, 3);

  private final NDManager manager = NDManager.newBaseManager();

  @BeforeEach
  void seed() {
    manager.getEngine().setRandomSeed(42);
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private float[] values(Initializer initializer) {
    return initializer.initialize(manager, SHAPE, DataType.FLOAT32).toFloatArray();
  }

  private float[] drawnNext() {
    return manager.randomNormal(0, 1, SHAPE, DataType.FLOAT32).toFloatArray();
  }

  @Test
  void plainWeightsAreAsDrawn() {
    float[] weights = values(InitialValues.DRAWN);
    seed();

    assertThat(weights).isEqualTo(drawnNext());
  }

  /** In float32, which rounds after each of the three. */
  @Test
  void weightsAreTimesADrawnFactorThenDividedThenTimesTheGain() {
    float[] weights = values(new InitialValues(3, true, 0.7));
    seed();

    float[] expected = drawnNext();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = expected[i] * 3 / 2 * 0.7f;
    }
    assertThat(weights).isEqualTo(expected);
  }

  @Test
  void zeroBiasDrawsNothing() {
    float[] bias = values(new InitialValues(0, false, 1));
    float[] next = drawnNext();
    seed();

    assertThat(bias).isEqualTo(new float[12]);
    assertThat(next).isEqualTo(drawnNext());
  }

  @Test
  void biasDrawnTimesZeroIsZeroAndStillDrawn() {
    float[] bias = values(new InitialValues(1, false, 0));
    float[] next = drawnNext();
    seed();
    drawnNext();

    assertThat(bias).usingTolerance(0).containsExactly(new float[12]);
    assertThat(next).isEqualTo(drawnNext());
  }

  /** Where no other initializer is set; null leaves it to DJL. */
  @Test
  void onlyAMatrixOfWeightsIsDividedByItsInputs() {
    assertThat(InitialValues.standard(Type.WEIGHT, SHAPE)).isEqualTo(InitialValues.FAN_IN);
    assertThat(InitialValues.standard(Type.WEIGHT, new Shape(4))).isEqualTo(InitialValues.DRAWN);
    assertThat(InitialValues.standard(Type.OTHER, SHAPE)).isEqualTo(InitialValues.DRAWN);
    assertThat(InitialValues.standard(Type.BIAS, new Shape(4))).isNull();
  }
}
