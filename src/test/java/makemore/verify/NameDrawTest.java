package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameDrawTest {

  private static NameDraw draw(int index, double logProbability, double lead) {
    return new NameDraw(index, new double[] {logProbability, -2}, lead);
  }

  /** Both of two probabilities may be off, each by four times as much as ours is. */
  @ParameterizedTest
  @CsvSource({
    "-1.001,  8.1e-3, false",
    "-1.001,  7.9e-3, true",
    "-1,      1.4e-6, true",
    "-1,      1.5e-6, false",
    "NaN,     1e-6,   false"
  })
  void nameCanDifferWhereTheLeadIsWithinTheNoise(
      double logProbability, double lead, boolean differs) {
    List<NameDraw> exact = List.of(draw(0, -1, 0.5), draw(0, -1, lead));
    List<NameDraw> single = List.of(draw(0, -1, 0.5), draw(0, logProbability, lead));

    assertThat(NameDraw.canDiffer(single, exact)).isEqualTo(differs);
  }

  /** Other contexts have other probabilities, which say nothing of rounding. */
  @Test
  void drawsAfterOneThatDiffersDoNotCount() {
    List<NameDraw> exact = List.of(draw(0, -1, 0.5), draw(0, -1, 1e-9));
    List<NameDraw> single = List.of(draw(1, -1, 0.5), draw(0, -9, 0.5));

    assertThat(NameDraw.canDiffer(single, exact)).isFalse();
  }
}
