package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {

  private final Palette whole = new Palette(Palette.SIZE);

  @Test
  void eightSeriesHaveColoursOfTheirOwn() {
    assertThat(IntStream.range(0, 8).mapToObj(whole::hex).distinct().count()).isEqualTo(8);
  }

  @Test
  void theNinthSeriesIsDashed() {
    assertThat(whole.dashed(7)).isFalse();
    assertThat(whole.dashed(8)).isTrue();
    assertThat(whole.stroke(8, 1).getDashArray()).isNotNull();
    assertThat(whole.stroke(7, 1).getDashArray()).isNull();
  }

  @Test
  void colourThatIsUsedAgainIsDashed() {
    Palette two = new Palette(2);
    assertThat(IntStream.range(0, 4).mapToObj(two::hex).toList())
        .containsExactly(whole.hex(0), whole.hex(1), whole.hex(0), whole.hex(1))
        .inOrder();
    assertThat(IntStream.range(0, 4).mapToObj(two::dashed).toList())
        .containsExactly(false, false, true, true)
        .inOrder();
  }
}
