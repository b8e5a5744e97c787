package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
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
    assertThat(onLogAxis(from, to).stream().map(ValueTick::toString).toList())
        .containsExactlyElementsIn(texts.split(", "))
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource({"1e-5, 1, '-5 -4 -3 -2 -1 0'", "1e-30, 1e2, '-28 -24 -20 -16 -12 -8 -4 0'"})
  void aLongLogarithmicAxisHasPowersOfTen(double from, double to, String powers) {
    List<ValueTick> ticks = onLogAxis(from, to);
    assertThat(ticks.stream().map(tick -> "" + Math.round(Math.log10(tick.getValue()))).toList())
        .containsExactlyElementsIn(powers.split(" "))
        .inOrder();
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

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 5, 0, 0.0",
    "-1, 1, 5, -0.5, -0.5",
    "0, 200000, 14, 200000, '200,000'",
    "-1e-6, 1e-6, 8, -5e-7, -5×10⁻⁷",
    "-1e-6, 1e-6, 8, 1e-22, 0"
  })
  void allHaveTheSameNumberOfDigits(double from, double to, int most, double number, String text) {
    assertThat(Ticks.of(new Range(from, to), most).valueToString(number)).isEqualTo(text);
  }

  private static List<ValueTick> onLogAxis(double from, double to) {
    Ticks.RoundLogAxis axis = new Ticks.RoundLogAxis("");
    axis.setRange(new Range(from, to));
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    Rectangle2D area = new Rectangle2D.Double(0, 0, 1000, 300);
    return axis.refreshTicks(graphics, new AxisState(), area, RectangleEdge.LEFT).stream()
        .map(ValueTick.class::cast)
        .toList();
  }
}
