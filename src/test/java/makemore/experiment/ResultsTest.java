package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static final DescriptiveStatistics CONTROL = losses(2.40, 2.42, 2.44);

  private static DescriptiveStatistics losses(double... losses) {
    return new DescriptiveStatistics(losses);
  }

  @Test
  void clearDifferenceIsBetter() {
    // Both variances are 0.0004, so that the standard error is sqrt(2 * 0.0004 / 3).
    assertThat(Results.difference(losses(2.30, 2.32, 2.34), CONTROL, "mlp"))
        .isEqualTo("better than mlp by 0.1000 ± 0.0163");
  }

  @Test
  void higherLossIsWorse() {
    assertThat(Results.difference(losses(2.50, 2.52, 2.54), CONTROL, "mlp"))
        .isEqualTo("worse than mlp by 0.1000 ± 0.0163");
  }

  @Test
  void differenceWithinTheSpreadIsNotClear() {
    assertThat(Results.difference(losses(2.39, 2.41, 2.43), CONTROL, "mlp"))
        .isEqualTo("not clearly better than mlp (0.0100 ± 0.0163)");
  }

  @Test
  void oneSeedHasNoSpread() {
    assertThat(Results.difference(losses(2.5), losses(2.6), "mlp"))
        .isEqualTo("better than mlp by 0.1000 (one seed)");
  }
}
