package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.Map;
import makemore.nn.ArrayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceTest extends ArrayTest {

  private Trace draws(double[]... scores) {
    return new Trace(Precision.SINGLE, Map.of(), List.of(), manager.create(scores));
  }

  /** Both of two scores may be off, each by four times as much as ours is. */
  @ParameterizedTest
  @CsvSource({
    "0.001, 0.0081, false",
    "0.001, 0.0079, true",
    "0,     1.5e-6, false",
    "0,     1.4e-6, true",
    "NaN,   1e-6,   false"
  })
  void nameCanDifferWhereALeadIsWithinTheNoise(double noise, double lead, boolean differs) {
    double[] clear = {0, -0.5};
    double[] noisy = {noise, -0.5};

    assertThat(
            draws(noisy, new double[] {0, -lead})
                .namesCanDiffer(draws(clear, new double[] {0, -lead})))
        .isEqualTo(differs);
  }

  @Test
  void drawThatDiffersIsClose() {
    assertThat(draws(new double[] {0, 1e-5}).namesCanDiffer(draws(new double[] {1e-5, 0})))
        .isTrue();
  }
}
