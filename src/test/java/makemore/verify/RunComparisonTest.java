package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import makemore.nn.ArrayTest;
import makemore.train.Preset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunComparisonTest extends ArrayTest {

  private static final String GRADIENT = "step0/gradient/embedding.weight";

  private NDArray array(double... values) {
    return manager.create(values);
  }

  /** A gradient of 0.001, which is a sum of a term and almost its opposite, with an error. */
  private ComparedTensor gradient(double term, double error) {
    Map<String, NDArray> right = new HashMap<>();
    right.put("step0/output_gradient/embedding", array(term, 0.001 - term));
    right.put(GRADIENT, array(0.001));
    right.put("losses", array(1));
    right.put("split_losses", array(1));
    Map<String, NDArray> arrays = new HashMap<>(right);
    right.forEach((name, values) -> arrays.put(StateFile.FLOAT32 + name, manager.create(0.0)));
    for (String losses : List.of("losses", "split_losses")) {
      arrays.put(StateFile.FLOAT32 + losses, array(1));
      arrays.put(StateFile.MOVED + losses, array(0));
    }
    arrays.put("names", manager.create("emma".getBytes(StandardCharsets.UTF_8)));
    Map<String, NDArray> ours = new HashMap<>(right);
    ours.put(GRADIENT, array(0.001 + error));

    StateFile.Header header =
        new StateFile.Header(3, Preset.DEEP_BN.settings(), null, null, null, null);
    Trace trace = new Trace(Precision.DOUBLE, ours, List.of("emma"), null);
    return new RunComparison(new StateFile(header, arrays), trace, trace)
        .rows().stream().filter(row -> row.name().equals(GRADIENT)).findFirst().orElseThrow();
  }

  /** Terms that cancel leave their own rounding in the sum. */
  @ParameterizedTest
  @CsvSource({
    "1e-4, 0.9e-15, true",
    "1e-4, 1.1e-15, false",
    "1000, 0.9e-9, true",
    "1000, 1.1e-9, false",
    "1000, NaN, false"
  })
  void gradientIsHeldToTheSizeOfItsTerms(double term, double error, boolean agrees) {
    assertThat(gradient(term, error).agrees()).isEqualTo(agrees);
  }
}
