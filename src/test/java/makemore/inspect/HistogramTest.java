package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import java.io.InputStream;
import java.io.InputStreamReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
final class HistogramTest {

  private record Fixture(float[] values, float[] hist, float[] bin_edges) {}

  @Test
  void densityAndEdgesAreTorchs() {
    InputStream json = HistogramTest.class.getResourceAsStream("torch-histogram.json");
    Fixture torch = new Gson().fromJson(new InputStreamReader(json, UTF_8), Fixture.class);
    Histogram histogram = Histogram.of(torch.values, 100);

    assertThat(histogram.density()).isEqualTo(torch.hist);
    assertThat(histogram.edges()).isEqualTo(torch.bin_edges);
  }

  /** But the largest value belongs to the last bin. */
  @Test
  void valueOnAnEdgeBelongsToTheBinOnItsRight() {
    assertThat(Histogram.of(new float[] {0, 1, 1, 2, 4}, 4).counts())
        .isEqualTo(new int[] {1, 2, 1, 1});
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(Histogram.of(new float[] {-1, -0f, 1}, 2).counts()).isEqualTo(new int[] {1, 2});
  }

  /** As torch does: the range becomes one unit wide. */
  @Test
  void oneValueAloneHasARangeOfOne() {
    Histogram histogram = Histogram.of(new float[] {3, 3}, 2);
    assertThat(histogram.edges()).isEqualTo(new float[] {2.5f, 3, 3.5f});
    assertThat(histogram.density()).isEqualTo(new float[] {0, 2});
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteAreRefused(float value) {
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new float[] {0, value, 1}, 10));
  }

  @Test
  void noValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new float[0], 10));
  }
}
