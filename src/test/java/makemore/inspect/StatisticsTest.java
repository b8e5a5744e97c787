package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  @Test
  void medianOfAnEvenNumberIsHalfWayBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of("ccc", "a", "bb"), String::length)).isEqualTo(2.0);
    assertThat(Statistics.median(List.of("dddd", "a", "bb", "ccc"), String::length)).isEqualTo(2.5);
  }

  /** {@code torch.quantile(torch.tensor([1., 2., 4., 8., 16.]), percent / 100)}. */
  @ParameterizedTest
  @CsvSource({"5, 1.2", "50, 4", "95, 14.4", "100, 16"})
  void percentileIsInterpolatedAsTorchDoes(double percent, double expected) {
    double[] values = {16, 2, 4, 8, 1};
    assertThat(Statistics.percentile(values, percent)).isWithin(1e-12).of(expected);
    assertThat(Statistics.percentile(new double[] {3}, percent)).isEqualTo(3.0);
  }

  @Test
  void nothingHasNoPercentile() {
    assertThrows(NoSuchElementException.class, () -> Statistics.percentile(new double[0], 50));
  }

  /** The squares of the distances from 2.5 add up to 5: sqrt(5 / 3). */
  @Test
  void standardDeviationIsOverNMinusOne() {
    Statistics statistics = Statistics.of(new float[] {1, 2, 3, 4});

    assertThat(statistics.mean()).isWithin(1e-15).of(2.5);
    assertThat(statistics.std()).isWithin(1e-15).of(Math.sqrt(5 / 3.0));
  }

  @Test
  void oneNumberHasNoStandardDeviation() {
    assertThat(Statistics.of(new float[] {3})).isEqualTo(new Statistics(3, Double.NaN));
  }

  /** Numbers far from 0 but near each other, which a sum of squares in float32 would lose. */
  @Test
  void smallSpreadAroundALargeMeanIsKept() {
    Statistics statistics = Statistics.of(new float[] {16_000_000, 16_000_001, 16_000_002});

    assertThat(statistics.mean()).isWithin(1e-8).of(16_000_001);
    assertThat(statistics.std()).isWithin(1e-8).of(1);
  }

  @Test
  void notANumberIsNotHidden() {
    assertThat(Statistics.of(new float[] {1, Float.NaN, 3}))
        .isEqualTo(new Statistics(Double.NaN, Double.NaN));
    assertThat(Statistics.percentile(new double[] {1, 2, Double.NaN}, 50)).isNaN();
  }

  @Test
  void saturatedIsBeyondTheThresholdOnEitherSide() {
    float[] outputs = {-0.98f, -0.5f, -0.97f, 0, 0.5f, 0.97f, 0.98f, 1};

    assertThat(Statistics.saturatedPercent(outputs, 0.97f)).isWithin(1e-12).of(37.5);
  }
}
