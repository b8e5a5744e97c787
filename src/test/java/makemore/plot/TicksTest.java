package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
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

  @ParameterizedTest
  @CsvSource({
    "0.02, 0.5, '0.02, 0.05, 0.1, 0.2, 0.5'",
    "0.9, 1.9, '1, 1.2, 1.4, 1.6, 1.8'",
    "2e-7, 1.1e-5, '2×10⁻⁷, 5×10⁻⁷, 1×10⁻⁶, 2×10⁻⁶, 5×10⁻⁶, 1×10⁻⁵'"
  })
  void aShortLogarithmicAxisHasPlainNumbers(double from, double to, String texts) {
    assertThat(onLogAxis(from, to)).isEqualTo(texts);
  }

  @ParameterizedTest
  @CsvSource({"1e-5, 1, '-5 -4 -3 -2 -1 0'", "1e-30, 1e2, '-28 -24 -20 -16 -12 -8 -4 0'"})
  void aLongLogarithmicAxisHasPowersOfTen(double from, double to, String powers) {
    Ticks.RoundLogAxis axis = new Ticks.RoundLogAxis("");
    axis.setRange(new Range(from, to));
    assertThat(ticks(axis).stream().map(tick -> Math.round(Math.log10(tick.getValue()))).toList())
        .containsExactlyElementsIn(Stream.of(powers.split(" ")).map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1e-4, 0.0001",
    "12345, '12,300'",
    "0.00012345, 0.000123",
    "-3e-7, -3×10⁻⁷",
    "2.5e8, 2.5×10⁸"
  })
  void noNumberIsWrittenAsAProgramWould(double number, String text) {
    assertThat(Ticks.text(number)).isEqualTo(text);
  }

  @Test
  void aVerySmallRangeHasPowersOfTen() {
    var ticks = Ticks.of(new Range(-1e-6, 1e-6), 8);
    assertThat(ticks.valueToString(-5e-7)).isEqualTo("-5×10⁻⁷");
    assertThat(ticks.valueToString(1e-22)).isEqualTo("0");
  }

  private static List<ValueTick> ticks(Ticks.RoundLogAxis axis) {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    Rectangle2D area = new Rectangle2D.Double(0, 0, 1000, 300);
    return axis.refreshTicks(graphics, new AxisState(), area, RectangleEdge.LEFT).stream()
        .map(ValueTick.class::cast)
        .toList();
  }

  private static String onLogAxis(double from, double to) {
    Ticks.RoundLogAxis axis = new Ticks.RoundLogAxis("");
    axis.setRange(new Range(from, to));
    return ticks(axis).stream()
        .map(tick -> ((NumberTick) tick).getText())
        .collect(Collectors.joining(", "));
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
