package makemore.bench;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void medianOfThreeIsTheMiddleOne() {
    assertThat(Spread.of(5, 1, 2)).isEqualTo(new Spread(2, 1, 5));
  }

  @Test
  void medianOfFourIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(5, 1, 2, 4)).isEqualTo(new Spread(3, 1, 5));
  }

  @Test
  void oneNumberHasNoSpread() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void nothingHasNoMedian() {
    assertThrows(IllegalArgumentException.class, Spread::of);
  }

  @Test
  void missingNumberHasNoMedian() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(1, Double.NaN));
  }
}
