package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class SignificanceTest {

  private static final double[] CONTROL = {2.40, 2.42, 2.44};

  @Test
  void clearDifferenceIsBetter() {
    // Both variances are 0.0004, so that the standard error is sqrt(2 * 0.0004 / 3).
    assertThat(Significance.words(new double[] {2.30, 2.32, 2.34}, CONTROL, "mlp"))
        .isEqualTo("better than mlp by 0.1000 ± 0.0163");
  }

  @Test
  void higherLossIsWorse() {
    assertThat(Significance.words(new double[] {2.50, 2.52, 2.54}, CONTROL, "mlp"))
        .isEqualTo("worse than mlp by 0.1000 ± 0.0163");
  }

  @Test
  void differenceWithinTheSpreadIsNotClear() {
    assertThat(Significance.words(new double[] {2.39, 2.41, 2.43}, CONTROL, "mlp"))
        .isEqualTo("not clearly better than mlp (0.0100 ± 0.0163)");
  }

  @Test
  void oneSeedHasNoSpread() {
    assertThat(Significance.words(new double[] {2.5}, new double[] {2.6}, "mlp"))
        .isEqualTo("better than mlp by 0.1000 (one seed)");
  }

  @Test
  void nothingToCompareIsEmpty() {
    assertThat(Significance.words(new double[0], CONTROL, "mlp")).isEmpty();
    assertThat(Significance.words(CONTROL, new double[0], "mlp")).isEmpty();
  }
}
