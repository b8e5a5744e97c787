package makemore.nn.fused;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.ArrayTest;
import makemore.nn.BatchNorm1d;
import makemore.nn.Embedding;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.ParameterValues;
import makemore.nn.Tanh;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that are not of the usual kind, in a fused layer and a plain one. */
@Tag("numbers")
class UnusualArraysTest extends ArrayTest {

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new FusedTanh(), new Tanh()),
        Arguments.of(new FusedLinear(3, 2, true), new Linear(3, 2, true)),
        Arguments.of(new FusedEmbedding(4, 2), new Embedding(4, 2)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void emptyBatchGivesWhatPlainGives(Layer fused, Layer plain) {
    List<NDArray> expected = passOfNothing(plain);

    assertThat(passOfNothing(fused)).containsExactlyElementsIn(expected).inOrder();
    assertThat(expected.get(0).getShape().get(0)).isEqualTo(0);
  }

  /** The output, the gradient of the input where it has one, and those of the parameters. */
  private List<NDArray> passOfNothing(Layer layer) {
    DataType type = layer instanceof Embedding ? DataType.INT64 : DataType.FLOAT32;
    layer.initialize(manager, new Shape(1, 3));
    NDArray output = layer.forward(manager.create(new Shape(0, 3), type), true);
    NDArray gradInput = layer.backward(output.onesLike());
    return Stream.concat(
            gradInput == null ? Stream.of(output) : Stream.of(output, gradInput),
            layer.gradients().values().stream())
        .toList();
  }

  /** A column of a matrix, whose numbers do not lie side by side. */
  @ParameterizedTest
  @ValueSource(strings = {"runningMean", "runningVar"})
  void runningStatisticsChangeInAColumnOfAMatrix(String statistic) {
    NDArray x = rows(2, 1, 0, 2, 2, 3, 4, 9, 9);
    BatchNorm1d fused = new FusedBatchNorm1d(2, 1e-5, 0.1, false);
    BatchNorm1d plain = new BatchNorm1d(2);
    for (BatchNorm1d layer : List.of(fused, plain)) {
      layer.initialize(manager, new Shape(1, 2));
      NDArray column = rows(2, 10, 0, 20, 0).get(":, 0");
      ParameterValues.set(layer.getParameters().get(statistic), column);
      for (int step = 0; step < 3; step++) {
        layer.forward(x, true);
      }
    }

    assertNear(fused.value(statistic), 2e-6, plain.value(statistic).toFloatArray());
    assertThat(fused.value(statistic).toFloatArray()).isNotEqualTo(new float[] {10, 20});
  }
}
