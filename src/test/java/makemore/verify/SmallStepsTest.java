package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import makemore.train.Preset;
import makemore.verify.SmallSteps.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmallStepsTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void everyStepIsRight(Preset preset) {
    List<Row> rows = SmallSteps.of(preset, 1);

    assertThat(rows).hasSize(preset.settings().hasBatchNorm() ? 17 : 8);
    rows.forEach(row -> assertWithMessage("%s", row).that(row.passes()).isTrue());
  }

  @Test
  void formulasAreOfLogitsInputAndParameters() {
    assertThat(
            SmallSteps.of(Preset.WAVENET, 1).stream()
                .filter(row -> row.formula() != null)
                .map(Row::tensor))
        .containsExactly("logits", "beta", "gamma", "x")
        .inOrder();
  }

  /** (softmax - onehot) / n of logits 0 and 0, of which the first is right: -1/2 and 1/2. */
  @Test
  void formulaThatIsWrongIsRejected() {
    assertThat(logits(-0.5, 0.5).passes()).isTrue();
    assertThat(logits(-0.5, 0.5 + 1e-11).passes()).isFalse();
    assertThat(logits(0.5, 0.5).passes()).isFalse();
    assertThat(logits(Double.NaN, 0.5).passes()).isFalse();
  }

  private static Row logits(double... formula) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector autograd = Engine.getInstance().newGradientCollector()) {
      NDArray logits = manager.create(new double[] {0, 0}, new Shape(1, 2));
      NDArray of = manager.create(formula, new Shape(1, 2));
      NDArray targets = manager.create(new long[] {0});
      List<Row> rows = new SmallSteps(autograd, manager).loss(logits, targets, of);
      return rows.get(rows.size() - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,    1e-12,  1e-12, true",
    "1,    1.1e-12, 0,    false",
    "1,    0,  1.1e-12,   false",
    "0,    1e-15,  0,     true",
    "0,    1.1e-15, 0,    false",
    "NaN,  0,  0,         false",
    "1,    NaN,    0,     false"
  })
  void rowPassesWithinItsBound(double largest, double byHand, double formula, boolean passes) {
    assertThat(new Row("x", "x' = 1", largest, byHand, formula).passes()).isEqualTo(passes);
  }
}
