package makemore.random;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import makemore.nn.ArrayTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class TorchGeneratorTest extends ArrayTest {

  /** The fixture's bound, the lesson's number of training examples. */
  private static final int EXAMPLES = 182_625;

  /**
   * PyTorch has two kernels for 16 normal numbers and more, r cos a and r sin a of random r and a.
   * The fixture's is the one with vector units; the other may round the angle a, below 8, to its
   * neighbour 4.8e-7 away, and r is below 5.8.
   */
  private static final double OTHER_KERNEL = 5.8 * 4.8e-7;

  private final TorchDraws expected = TorchDraws.read();

  /** A draw that the two kernels round differently tells them apart. */
  private double tolerance() {
    float[] drawn = TorchGenerator.manualSeed(42).randn(manager, new Shape(16)).toFloatArray();
    return drawn[8] == expected.generators().get(42L).randn().get(16)[8] ? 0 : OTHER_KERNEL;
  }

  private int multinomial(TorchGenerator generator, float... p) {
    return multinomial(generator, DataType.FLOAT32, p);
  }

  private int multinomial(TorchGenerator generator, DataType dataType, float... p) {
    double[] wide = IntStream.range(0, p.length).mapToDouble(i -> p[i]).toArray();
    return generator.multinomial(wide, dataType, manager);
  }

  /** PyTorch draws fewer than 16 numbers by another way than 16 or more. */
  @ParameterizedTest
  @ValueSource(longs = {42, 2147483647L, 2147483657L})
  void randnIsTorchs(long seed) {
    for (int size : new int[] {5, 16, 100}) {
      NDArray drawn = TorchGenerator.manualSeed(seed).randn(manager, new Shape(size));

      assertThat(drawn.getDataType()).isEqualTo(DataType.FLOAT32);
      float[] numbers = expected.generators().get(seed).randn().get(size);
      assertNear(drawn, size < 16 ? 0 : tolerance(), numbers);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 2147483647L, 2147483657L})
  void randintIsTorchs(long seed) {
    TorchGenerator generator = TorchGenerator.manualSeed(seed);
    generator.randn(manager, new Shape(27, 10));

    assertThat(generator.randint(EXAMPLES, 32))
        .isEqualTo(expected.generators().get(seed).randint());
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 2147483647L, 2147483657L})
  void multinomialIsTorchs(long seed) {
    float[] p = expected.p();
    TorchGenerator generator = TorchGenerator.manualSeed(seed);
    int[] draws = expected.generators().get(seed).multinomial();
    assertThat(draws).isNotEmpty();

    assertThat(IntStream.range(0, draws.length).map(i -> multinomial(generator, p)).toArray())
        .isEqualTo(draws);
  }

  /** None of these draws is close. */
  @ParameterizedTest
  @ValueSource(longs = {42, 2147483647L, 2147483657L})
  void multinomialDrawsTheSameInDoublePrecision(long seed) {
    TorchGenerator generator = TorchGenerator.manualSeed(seed);
    for (int draw : expected.generators().get(seed).multinomial()) {
      assertThat(multinomial(generator, DataType.FLOAT64, expected.p())).isEqualTo(draw);
    }
  }

  @Test
  void multinomialRefusesWhatIsNoProbability() {
    TorchGenerator generator = TorchGenerator.manualSeed(42);

    assertThat(
            refusal(IllegalArgumentException.class, () -> multinomial(generator, 0.5f, Float.NaN)))
        .isEqualTo("the probability of class 1 is NaN");
  }

  @Test
  void multinomialNeverDrawsTheImpossible() {
    TorchGenerator generator = TorchGenerator.manualSeed(42);

    for (int i = 0; i < 100; i++) {
      assertThat(multinomial(generator, 0, 0, 1, 0)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {42 + (1L << 32), 42 - (1L << 32), 42 + (5L << 40)})
  void onlyTheLow32BitsOfASeedCount(long seed) {
    float[] drawn = TorchGenerator.manualSeed(seed).randn(manager, new Shape(5)).toFloatArray();

    assertThat(drawn).isEqualTo(expected.generators().get(42L).randn().get(5));
  }

  @Test
  void integersAndClassesLeaveNoArrayBehind() {
    float[] p = expected.p();
    int before = manager.getManagedArrays().size();

    TorchGenerator generator = TorchGenerator.manualSeed(42);
    generator.randint(EXAMPLES, 32);
    multinomial(generator, p);

    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
