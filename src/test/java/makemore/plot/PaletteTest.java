package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {

  private final Palette whole = new Palette(Palette.SIZE);

  @ParameterizedTest
  @CsvSource({"8, 7, 7, false", "8, 8, 0, true", "2, 1, 1, false", "2, 3, 1, true"})
  void colourThatIsUsedAgainIsDashed(int colours, int series, int sameAs, boolean dashed) {
    Palette palette = new Palette(colours);
    assertThat(palette.hex(series)).isEqualTo(whole.hex(sameAs));
    assertThat(palette.dashed(series)).isEqualTo(dashed);
    assertThat(palette.stroke(series, 1).getDashArray() != null).isEqualTo(dashed);
  }

  @Test
  void eightSeriesHaveColoursOfTheirOwnWithAContrastOfThreeToOneToWhite() {
    List<String> colours = IntStream.range(0, 8).mapToObj(whole::hex).distinct().toList();
    assertThat(colours).hasSize(8);
    for (String colour : colours) {
      assertWithMessage(colour).that(contrast(Color.decode(colour), Color.WHITE)).isAtLeast(3.0);
    }
    // What was wrong once: the light blue of Okabe and Ito on white.
    assertThat(contrast(Color.decode("#56B4E9"), Color.WHITE)).isLessThan(3.0);
  }

  @Test
  void aMapBecomesLighterFromEachPlaceToTheNext() {
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      double luminance = luminance(Palette.ofMap(i / 100.0));
      assertThat(luminance).isGreaterThan(before);
      before = luminance;
    }
    assertThat(Palette.ofMap(Double.NaN)).isEqualTo(Color.LIGHT_GRAY);
  }

  /** As WCAG 2 defines it. */
  static double contrast(Color one, Color other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Color colour) {
    float[] rgb = colour.getRGBColorComponents(null);
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  }

  private static double linear(double part) {
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
