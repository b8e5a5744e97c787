package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {

  @Test
  void eightSeriesHaveColoursOfTheirOwn() {
    assertThat(IntStream.range(0, 8).mapToObj(Palette::hex).distinct().count()).isEqualTo(8);
  }

  @Test
  void theNinthSeriesIsDashed() {
    assertThat(Palette.dashed(7)).isFalse();
    assertThat(Palette.dashed(8)).isTrue();
    assertThat(Palette.stroke(8, 1).getDashArray()).isNotNull();
    assertThat(Palette.stroke(7, 1).getDashArray()).isNull();
  }
}
