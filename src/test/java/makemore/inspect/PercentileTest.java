package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentileTest {

  /** {@code torch.quantile(torch.tensor([1., 2., 4., 8., 16.]), percent / 100)}. */
  @ParameterizedTest
  @CsvSource({"5, 1.2", "50, 4", "95, 14.4", "100, 16"})
  void percentileIsInterpolatedAsTorchDoes(double percent, double expected) {
    double[] values = {16, 2, 4, 8, 1};
    assertThat(Statistics.percentile(values, percent)).isWithin(1e-12).of(expected);
  }

  @ParameterizedTest
  @CsvSource({"5", "50", "100"})
  void percentileOfOneValueIsTheValue(double percent) {
    assertThat(Statistics.percentile(new double[] {3}, percent)).isEqualTo(3.0);
  }
}
