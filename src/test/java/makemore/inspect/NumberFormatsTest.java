package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatsTest {

  @ParameterizedTest
  @CsvSource({"0, 0 steps", "1, 1 step", "2, 2 steps", "1129, '1,129 steps'"})
  void oneThingIsSingular(long number, String steps) {
    assertThat(NumberFormats.count(number, "step")).isEqualTo(steps);
  }
}
