package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import makemore.nn.BatchNorm1d;
import makemore.nn.BatchNorm1d.RunningStatistic;
import makemore.nn.Embedding;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Tanh;
import makemore.verify.Mistaken.Mistake;
import makemore.verify.ProjectGradientChecks.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientCheckTest {

  private static BatchNorm1d batchNorm() {
    return new BatchNorm1d(5, 1e-5, 0.1, RunningStatistic.VARIANCE);
  }

  static Stream<Subject> everythingInTheProject() {
    return ProjectGradientChecks.all(GradientCheck.SEED).stream();
  }

  @ParameterizedTest
  @MethodSource("everythingInTheProject")
  void gradientsAreRight(Subject subject) {
    for (int batchSize : subject.batchSizes()) {
      GradientCheck check = subject.check().apply(batchSize);
      assertWithMessage("%s with %s examples: %s", subject.name(), batchSize, check.rows())
          .that(check.passes())
          .isTrue();
    }
  }

  @Test
  void newLayerIsCheckedInOneCall() {
    assertThat(GradientCheck.of(new Relu(), new Shape(3, 5)).passes()).isTrue();
  }

  private static void assertRejected(Layer right, Mistake mistake, Shape input, int high) {
    assertThat(GradientCheck.of(right, input, high, 1).passes()).isTrue();
    GradientCheck check = GradientCheck.of(new Mistaken(right, mistake), input, high, 1);
    assertWithMessage("%s", check.rows()).that(check.passes()).isFalse();
  }

  @Test
  void transposedWeightGradientIsRejected() {
    assertRejected(new Linear(4, 5, true), Mistakes.TRANSPOSED_WEIGHT_GRADIENT, new Shape(3, 4), 0);
  }

  @Test
  void meanForSumInBiasGradientIsRejected() {
    assertRejected(
        new Linear(4, 5, true), Mistakes.MEAN_FOR_SUM_IN_BIAS_GRADIENT, new Shape(3, 4), 0);
  }

  @Test
  void squareForgottenInTanhIsRejected() {
    assertRejected(new Tanh(), Mistakes.SQUARE_FORGOTTEN_IN_TANH, new Shape(3, 5), 0);
  }

  @Test
  void nForNMinus1InBatchNormIsRejected() {
    assertRejected(batchNorm(), Mistakes.N_FOR_N_MINUS_1, new Shape(32, 5), 0);
  }

  @Test
  void missingVarianceTermInBatchNormIsRejected() {
    assertRejected(batchNorm(), Mistakes.VARIANCE_TERM_MISSING, new Shape(32, 5), 0);
  }

  @Test
  void missingMeanTermInBatchNormIsRejected() {
    assertRejected(batchNorm(), Mistakes.MEAN_TERM_MISSING, new Shape(32, 5), 0);
  }

  @Test
  void gammaGradientOfWhatIsNotNormalisedIsRejected() {
    assertRejected(batchNorm(), Mistakes.NOT_NORMALISED_IN_GAMMA_GRADIENT, new Shape(32, 5), 0);
  }

  @Test
  void repeatedIndexThatIsNotSummedIsRejected() {
    assertRejected(new Embedding(3, 5), Mistakes.REPEATED_INDEX_NOT_SUMMED, new Shape(2, 4), 3);
  }

  @Test
  void smallErrorInOneEntryIsRejected() {
    Mistake oneEntry =
        (x, gradOutput, gradients, gradInput) -> {
          NDArray factor = gradInput.onesLike();
          factor.set(new ai.djl.ndarray.index.NDIndex(0, 0), 1 + 1e-4);
          return gradInput.mul(factor);
        };
    assertRejected(new Tanh(), oneEntry, new Shape(2, 3), 0);
  }

  @Test
  void nanIsRejected() {
    Mistake nan = (x, gradOutput, gradients, gradInput) -> gradInput.mul(Float.NaN);
    assertRejected(new Tanh(), nan, new Shape(2, 3), 0);
  }

  @Test
  void errorInAWholeNetworkIsRejected() {
    assertThat(GradientCheck.of(network(), new Shape(3, 2), 4, 1).passes()).isTrue();
    Layer batchNorm = new Mistaken(batchNorm(), Mistakes.N_FOR_N_MINUS_1);
    Layer wrong =
        new makemore.nn.Network(
            new Embedding(4, 3), new Linear(6, 5, false), batchNorm, new Tanh());
    assertThat(GradientCheck.of(wrong, new Shape(3, 2), 4, 1).passes()).isFalse();
  }

  private static Layer network() {
    return new makemore.nn.Network(
        new Embedding(4, 3), new Linear(6, 5, false), batchNorm(), new Tanh());
  }

  @Test
  void layerStaysAsItWas() {
    try (NDManager manager = NDManager.newBaseManager()) {
      BatchNorm1d layer = batchNorm();
      layer.initialize(manager, DataType.FLOAT32, new Shape(3, 5));
      layer.forward(
          manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0}, new Shape(2, 5)), true);
      List<float[]> before = values(layer);

      GradientCheck.of(layer, new Shape(3, 5));

      List<float[]> after = values(layer);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
      assertThat(layer.getParameters().get("gamma").getArray().getDataType())
          .isEqualTo(DataType.FLOAT32);
    }
  }

  private static List<float[]> values(Layer layer) {
    return layer.getParameters().values().stream()
        .map(parameter -> parameter.getArray().toFloatArray())
        .toList();
  }

  @Test
  void layerWithoutValuesStaysWithout() {
    Linear layer = new Linear(4, 5, true);
    GradientCheck.of(layer, new Shape(3, 4));
    assertThat(layer.isInitialized()).isFalse();
  }

  @Test
  void sameSeedGivesTheSameDifferences() {
    assertThat(GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4), 0, 7).rows())
        .isEqualTo(GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4), 0, 7).rows());
  }

  @Test
  void anotherSeedGivesAnotherPoint() {
    assertThat(GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4), 0, 7).rows())
        .isNotEqualTo(GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4), 0, 8).rows());
  }

  @Test
  void everyEntryOfASmallTensorIsCompared() {
    GradientCheck check = GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4));
    Map<String, Integer> compared = Map.of("input", 3 * 4, "weight", 4 * 5, "bias", 5);
    check.rows().forEach(row -> assertThat(row.compared()).isEqualTo(compared.get(row.tensor())));
  }

  @Test
  void missingGradientIsNamed() {
    Layer forgetful =
        new Layer() {
          private final Linear right = new Linear(4, 5, false);

          {
            right.getParameters().values().forEach(this::addParameter);
          }

          @Override
          protected NDArray forwardPass(NDArray x, boolean training) {
            return right.forward(x, training);
          }

          @Override
          protected NDArray backwardPass(NDArray gradOutput) {
            return right.backward(gradOutput);
          }

          @Override
          public Shape[] getOutputShapes(Shape[] inputShapes) {
            return right.getOutputShapes(inputShapes);
          }
        };
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> GradientCheck.of(forgetful, new Shape(3, 4)));
    assertThat(e).hasMessageThat().contains("no gradient of weight");
  }
}
