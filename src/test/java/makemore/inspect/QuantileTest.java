package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantileTest {

  /** {@code torch.quantile(torch.tensor([1., 2., 4., 8., 16.]), share)}. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0.05, 1.2", "0.5, 4", "0.95, 14.4", "1, 16"})
  void quantileIsInterpolatedAsTorchDoes(double share, double expected) {
    double[] values = {16, 2, 4, 8, 1};
    assertThat(Statistics.quantile(values, share)).isWithin(1e-12).of(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.5", "1"})
  void quantileOfOneValueIsTheValue(double share) {
    assertThat(Statistics.quantile(new double[] {3}, share)).isEqualTo(3.0);
  }
}
