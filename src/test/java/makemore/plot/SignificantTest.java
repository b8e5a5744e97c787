package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class SignificantTest {

  @Test
  void roundsToTheDigitsAsked() {
    assertThat(Significant.digits(new double[] {0.1f, 123_456.7, -1.23456e-7, 0}, 5))
        .usingExactEquality()
        .containsExactly(0.1, 123_460.0, -1.2346e-7, 0.0)
        .inOrder();
  }

  @Test
  void aMissingNumberStaysMissing() {
    assertThat(Significant.digits(new double[] {Double.NaN}, 5)[0]).isNaN();
  }
}
