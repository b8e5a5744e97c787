package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {

  private static String difference(double[] losses, double... control) {
    return Results.difference(
        new DescriptiveStatistics(losses), new DescriptiveStatistics(control), "mlp");
  }

  /** Both variances are 0.0004, so that the standard error is sqrt(2 * 0.0004 / 3). */
  @ParameterizedTest
  @CsvSource({
    "2.32, better than mlp by 0.1000 ± 0.0163",
    "2.52, worse than mlp by 0.1000 ± 0.0163",
    "2.41, not clearly better than mlp (0.0100 ± 0.0163)"
  })
  void differenceIsClearWhereItIsBeyondTheSpread(double mean, String difference) {
    double[] losses = {mean - 0.02, mean, mean + 0.02};

    assertThat(difference(losses, 2.40, 2.42, 2.44)).isEqualTo(difference);
  }

  @Test
  void oneSeedHasNoSpread() {
    assertThat(difference(new double[] {2.5}, 2.6))
        .isEqualTo("better than mlp by 0.1000 (one seed)");
  }
}
