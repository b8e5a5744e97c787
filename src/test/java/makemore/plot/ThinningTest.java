package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {

  @Test
  void keepsTheSmallestAndTheLargestOfEachStretchInTheirOrder() {
    Series thinned = thin(3, 5, 1, 9, 2, 8, 3);
    assertThat(thinned.x()).usingExactEquality().containsExactly(1.0, 2.0, 3.0, 4.0).inOrder();
    assertThat(thinned.y()).usingExactEquality().containsExactly(1.0, 9.0, 2.0, 8.0).inOrder();
  }

  @Test
  void keepsOnePointOfAConstantStretch() {
    assertThat(thin(3, 4, 4, 4).y()).usingExactEquality().containsExactly(4.0);
  }

  @Test
  void keepsTheLastStretchThatIsShorter() {
    assertThat(thin(2, 1, 2, 7).y()).usingExactEquality().containsExactly(1.0, 2.0, 7.0).inOrder();
  }

  @Test
  void looksPastAMissingNumberButKeepsALongGap() {
    double gap = Double.NaN;
    assertThat(thin(2, gap, 2, gap, gap, 5, gap).y())
        .usingExactEquality()
        .containsExactly(2.0, gap, 5.0)
        .inOrder();
  }

  @Test
  void keepsTheOnlySpikeAmongManyPoints() {
    double[] y = new double[200_000];
    y[123_456] = 1;
    Series thinned = thin(100, y);
    assertThat(IntStream.range(0, thinned.x().length).filter(i -> thinned.y()[i] == 1).toArray())
        .hasLength(1);
    assertThat(thinned.x().length).isAtMost(4000);
  }

  private static Series thin(int stretch, double... y) {
    double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
    return new Series("a", x, y, new double[0], new double[0], new double[0]).thinned(stretch);
  }
}
