package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianOfAnEvenNumberIsHalfWayBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of("ccc", "a", "bb"), String::length)).isEqualTo(2.0);
    assertThat(Statistics.median(List.of("dddd", "a", "bb", "ccc"), String::length)).isEqualTo(2.5);
  }

  @Test
  void nothingHasNoMedian() {
    assertThrows(
        NoSuchElementException.class,
        () -> Statistics.median(List.<Double>of(), Double::doubleValue));
  }

  @Test
  void medianDoesNotHideWhatIsNotANumber() {
    assertThat(Statistics.median(List.of(1.0, 2.0, Double.NaN), Double::doubleValue)).isNaN();
  }

  /** The squares of the distances from 2.5 add up to 5: sqrt(5 / 3). */
  @Test
  void standardDeviationIsOverNMinusOne() {
    Statistics statistics = Statistics.of(new float[] {1, 2, 3, 4});

    assertThat(statistics.mean()).isWithin(1e-15).of(2.5);
    assertThat(statistics.std()).isWithin(1e-15).of(Math.sqrt(5 / 3.0));
  }

  @Test
  void equalNumbersHaveNoSpread() {
    assertThat(Statistics.of(new float[] {3, 3, 3}).std()).isWithin(0).of(0);
  }

  @Test
  void oneNumberHasNoStandardDeviation() {
    Statistics statistics = Statistics.of(new float[] {3});

    assertThat(statistics.mean()).isEqualTo(3.0);
    assertThat(statistics.std()).isNaN();
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
    Statistics statistics = Statistics.of(new float[] {1, Float.NaN, 3});

    assertThat(statistics.mean()).isNaN();
    assertThat(statistics.std()).isNaN();
  }

  @Test
  void saturatedIsBeyondTheThresholdOnEitherSide() {
    float[] outputs = {-0.98f, -0.5f, -0.97f, 0, 0.5f, 0.97f, 0.98f, 1};

    assertThat(Statistics.saturatedPercent(outputs, 0.97f)).isWithin(1e-12).of(37.5);
  }
}
