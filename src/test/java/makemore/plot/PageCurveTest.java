package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class PageCurveTest {

  @Test
  void roundsToTheDigitsAsked() {
    assertThat(PageCurve.rounded(new double[] {0.1f, 123_456.7, -1.23456e-7, 0}, 5))
        .usingExactEquality()
        .containsExactly(0.1, 123_460.0, -1.2346e-7, 0.0)
        .inOrder();
  }

  @Test
  void aMissingNumberStaysMissing() {
    assertThat(PageCurve.rounded(new double[] {Double.NaN}, 5)[0]).isNaN();
    assertThat(PageCurve.numbers(new double[] {Double.NaN, 1}, 5))
        .asList()
        .containsExactly(null, 1.0)
        .inOrder();
  }

  @Test
  void evenlySpacedXAreTheFirstAndTheLast() {
    assertThat(curve(1, 2, 3, 4).x()).asList().containsExactly(1.0, 4.0).inOrder();
  }

  @Test
  void otherXAreAllThere() {
    assertThat(curve(1, 2, 4).x()).asList().containsExactly(1.0, 2.0, 4.0).inOrder();
    assertThat(curve(1, Double.NaN, 3).x()).asList().containsExactly(1.0, null, 3.0).inOrder();
    assertThat(curve(1).x()).asList().containsExactly(1.0);
  }

  private static PageCurve curve(double... x) {
    return PageCurve.of(
        new Series("a", x, new double[x.length], new double[0], new double[0], new double[0]));
  }
}
