package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import org.jfree.chart.axis.LogAxis;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

  @ParameterizedTest
  @CsvSource({
    "0, 200000, 14, 20000",
    "-1, 1, 14, 0.2",
    "0, 380, 8, 50",
    "0, 1, 8, 0.2",
    "-1e-6, 1e-6, 8, 5e-7",
    "0, 10, 10, 1"
  })
  void areRoundAndNoMoreThanAsked(double from, double to, int most, double distance) {
    assertThat(Ticks.of(new Range(from, to), most).getSize())
        .isWithin(1e-9 * distance)
        .of(distance);
  }

  @Test
  void aShortLogarithmicAxisHasTicksBetweenThePowersOfTen() {
    LogAxis axis = new LogAxis("learning rate");
    axis.setRange(new Range(0.02, 0.5));
    Ticks.setLogarithmic(axis);
    assertThat(axis.getTickUnit().getSize()).isEqualTo(0.25);
    axis.setRange(new Range(0.001, 1));
    Ticks.setLogarithmic(axis);
    assertThat(axis.getTickUnit().getSize()).isEqualTo(1.0);
  }

  @Test
  void thousandsAreSeparated() {
    assertThat(Ticks.of(new Range(0, 200_000), 14).valueToString(200_000)).isEqualTo("200,000");
  }

  @Test
  void allHaveTheSameNumberOfDigits() {
    var ticks = Ticks.of(new Range(-1, 1), 5);
    assertThat(ticks.valueToString(0)).isEqualTo("0.0");
    assertThat(ticks.valueToString(-0.5)).isEqualTo("-0.5");
  }
}
