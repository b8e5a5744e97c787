package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numbers")
class InitializersTest extends ArrayTest {

  private static final Shape SHAPE = new Shape(4, 3);

  @BeforeEach
  void seed() {
    manager.getEngine().setRandomSeed(42);
  }

  private float[] values(InitialValues initializer) {
    return initializer.initialize(manager, SHAPE, DataType.FLOAT32).toFloatArray();
  }

  private float[] drawnNext() {
    return manager.randomNormal(0, 1, SHAPE, DataType.FLOAT32).toFloatArray();
  }

  /** In float32, which rounds after each of the three. */
  @ParameterizedTest
  @CsvSource({"1, false, 1, 1", "3, true, 2, 0.7"})
  void weightsAreTimesADrawnFactorThenDividedThenTimesTheGain(
      float drawnTimes, boolean byFanIn, float root, double gain) {
    float[] weights = values(new InitialValues(drawnTimes, byFanIn, gain));
    seed();

    float[] expected = drawnNext();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = expected[i] * drawnTimes / root * (float) gain;
    }
    assertThat(weights).isEqualTo(expected);
  }

  /** What is drawn afterwards depends on it. */
  @ParameterizedTest
  @CsvSource({"0, 1, false", "1, 0, true"})
  void zeroBiasIsDrawnOnlyIfItsGainIsZero(double drawnTimes, double gain, boolean drawn) {
    float[] bias = values(new InitialValues(drawnTimes, false, gain));
    float[] next = drawnNext();
    seed();
    if (drawn) {
      drawnNext();
    }

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
