package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import makemore.nn.ArrayTest;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.train.Layers;
import makemore.verify.GradientCheck.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mistake in a layer is found by the gradient check, and by the comparison with PyTorch. */
@Tag("numbers")
class MistakeTest extends ArrayTest {

  @ParameterizedTest
  @EnumSource
  void gradientCheckFindsIt(Mistake mistake) {
    for (Layers kind : Layers.values()) {
      Layer layer = mistake.place.layer(kind);
      assertThat(mistake.place.check(layer).passes()).isTrue();
      GradientCheck check = mistake.place.check(mistake.in(layer));
      assertWithMessage("%s", kind)
          .that(check.rows().stream().filter(row -> !row.passes()).map(Row::tensor).toList())
          .containsExactly(mistake.tensor);
    }
  }

  @Test
  void gradientCheckFindsItInANetwork() {
    Network wrong = with("deep-bn", "layers.13", Mistake.N_FOR_N_MINUS_1::in).network();
    assertThat(GradientCheck.of(wrong, new Shape(32, 3), 27, 1).passes()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void comparisonFindsIt(Mistake mistake) {
    String layer = mistake.place.layer;
    Comparison comparison = with(mistake.place.preset, layer, mistake::in);
    List<String> wrong = wrong(comparison);

    assertThat(wrong).containsAtLeast("losses[0:10]", "losses[10:100]");
    List<String> first = wrong.stream().filter(row -> row.startsWith("step0/")).toList();
    if (mistake.tensor.equals(Mistaken.INPUT)) {
      List<String> layers = List.copyOf(NamedParameters.layers(comparison.network()).keySet());
      String before = layers.get(layers.indexOf(layer) - 1);
      assertThat(first).contains("step0/output_gradient/" + before);
      assertThat(first).doesNotContain("step0/output_gradient/" + layer);
    } else {
      assertThat(first).containsExactly("step0/gradient/" + layer + "." + mistake.tensor);
    }
  }

  /** A comparison with another layer in place of one of a preset's. */
  private Comparison with(String preset, String name, UnaryOperator<Layer> other) {
    StateFile state = Fixtures.state("few/" + preset, manager);
    Comparison right = Fixtures.comparison(state, Layers.FUSED, manager);
    Layer layer = NamedParameters.layers(right.network()).get(name);
    List<Layer> layers = new ArrayList<>(right.network().layers());
    layers.add(0, right.network().embedding());
    Collections.replaceAll(layers, layer, other.apply(layer));
    Network wrong = new Network(layers.remove(0), layers.toArray(Layer[]::new));
    return new Comparison(
        state, wrong, right.crossEntropy(), right.split(), right.vocabulary(), manager);
  }

  /** What is not PyTorch's in double precision. */
  private static List<String> wrong(Comparison comparison) {
    Trace exact = comparison.trace(Precision.DOUBLE, List.of());
    List<ComparedTensor> rows = new RunComparison(comparison.state(), exact, exact).rows();
    return Fixtures.wrong(rows).stream().map(ComparedTensor::name).toList();
  }

  /** The layer's backward pass is right for what it does. */
  @Test
  void epsilonOffByATenThousandthIsFoundByTheComparisonAlone() {
    Layer other = new BatchNorm1d(24, 1.0001e-5, 0.1, false);
    Comparison comparison = with("deep-bn", "layers.4", right -> other);

    assertThat(GradientCheck.of(comparison.network(), new Shape(32, 3), 27, 1).passes()).isTrue();
    assertThat(wrong(comparison))
        .containsAtLeast("step0/output/layers.4", "losses[0:10]", "losses[10:100]");
  }
}
