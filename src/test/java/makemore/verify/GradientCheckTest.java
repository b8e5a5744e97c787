package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.nn.BatchNorm1d;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.nn.fused.FusedBatchNorm1d;
import makemore.nn.fused.FusedEmbedding;
import makemore.nn.fused.FusedLinear;
import makemore.nn.fused.FusedTanh;
import makemore.verify.GradientCheck.Row;
import makemore.verify.Mistaken.Mistake;
import makemore.verify.ProjectGradientChecks.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class GradientCheckTest {

  private static BatchNorm1d batchNorm() {
    return new BatchNorm1d(5);
  }

  static Stream<Subject> everythingInTheProject() {
    return ProjectGradientChecks.all().stream();
  }

  /** Within the bounds that {@link GradientCheck.Row} states, and the table prints. */
  @ParameterizedTest
  @MethodSource("everythingInTheProject")
  void gradientsAreRight(Subject subject) {
    assertRight(subject, GradientCheck.SEED);
  }

  private static void assertRight(Subject subject, long seed) {
    assertThat(subject.batchSizes().size()).isAtLeast(2);
    GradientCheck check = subject.check(seed);
    assertWithMessage("%s with seed %s:\n%s", subject.name(), seed, check)
        .that(check.passes())
        .isTrue();
  }

  @Test
  void everyLayerAndPresetIsChecked() {
    assertThat(everythingInTheProject().map(Subject::name))
        .containsExactly(
            "FlattenConsecutive",
            "BatchNorm1d per time",
            "Linear",
            "Linear without bias",
            "Linear over time",
            "BatchNorm1d",
            "BatchNorm1d, running std",
            "BatchNorm1d over time",
            "Tanh",
            "Embedding",
            "CrossEntropy",
            "network mlp",
            "network mlp-bn",
            "network deep",
            "network deep-bn",
            "network wavenet",
            "fused Linear",
            "fused Linear without bias",
            "fused Linear over time",
            "fused BatchNorm1d",
            "fused BatchNorm1d, running std",
            "fused BatchNorm1d over time",
            "fused Tanh",
            "fused Embedding",
            "fused CrossEntropy",
            "fused network mlp",
            "fused network mlp-bn",
            "fused network deep",
            "fused network deep-bn",
            "fused network wavenet")
        .inOrder();
  }

  /** Otherwise a fused subject would be the plain one again. */
  @Test
  void fusedSubjectsAreFused() {
    Map<Boolean, List<Subject>> byKind =
        everythingInTheProject()
            .filter(subject -> !subject.name().endsWith("CrossEntropy"))
            .collect(Collectors.partitioningBy(subject -> subject.name().startsWith("fused ")));

    assertThat(byKind.get(true).stream().filter(subject -> !isFused(subject.layer()))).isEmpty();
    assertThat(byKind.get(false).stream().filter(subject -> isFused(subject.layer()))).isEmpty();
  }

  private static boolean isFused(Layer layer) {
    return layer instanceof Network network
        ? network.layers().stream().anyMatch(GradientCheckTest::isFused)
        : layer.getClass().getPackageName().equals("makemore.nn.fused");
  }

  /** With the first points that these seeds draw, single precision or central differences fail. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(longs = {0, 25, 56, 65, 76, 88, 99})
  void gradientsAreRightAtEverySeed(long seed) {
    List<Subject> subjects = ProjectGradientChecks.all();
    assertThat(subjects).hasSize(30);
    subjects.forEach(subject -> assertRight(subject, seed));
  }

  @Test
  void noRowsDoNotPass() {
    assertThat(new GradientCheck(List.of()).passes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1e-6,        1e-12,       1,           true",
    "1.00001e-6,  0,           0,           false",
    "0,           1.00001e-12, 0,           false",
    "0,           0,           1.00001,     false",
    "NaN,         0,           0,           false",
    "0,           NaN,         0,           false",
    "0,           0,           NaN,         false"
  })
  void rowPassesWithinItsBounds(
      double finiteDifferences, double float64, double float32, boolean passes) {
    Row row = new Row("input", 6, 6, finiteDifferences, float64, float32);
    assertThat(row.passes()).isEqualTo(passes);
  }

  @Test
  void newLayerIsCheckedInOneCall() {
    assertThat(GradientCheck.of(new Relu(), new Shape(3, 5)).passes()).isTrue();
  }

  @Test
  void layerThatHasValuesIsLeftAlone() {
    Layer layer = batchNorm();
    try (NDManager manager = NDManager.newBaseManager()) {
      layer.initialize(manager, new Shape(3, 5));

      assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(layer, new Shape(3, 5)));
      assertThat(layer.value("gamma").toFloatArray()).isEqualTo(new float[] {1, 1, 1, 1, 1});
    }
  }

  /** In a plain layer as in a fused one. */
  private static void assertRejected(Layer right, Mistake mistake, Shape input, int high) {
    for (Layer layer : List.of(right, fused(right))) {
      assertThat(GradientCheck.of(layer, input, high, 1).passes()).isTrue();
      GradientCheck check = GradientCheck.of(new Mistaken(layer, mistake), input, high, 1);
      assertWithMessage("%s: %s", layer.getClass(), check.rows()).that(check.passes()).isFalse();
    }
  }

  private static Layer fused(Layer plain) {
    if (plain instanceof BatchNorm1d) {
      return new FusedBatchNorm1d(5, 1e-5, 0.1, false);
    }
    if (plain instanceof Linear) {
      return new FusedLinear(4, 5, true);
    }
    if (plain instanceof Embedding) {
      return new FusedEmbedding(3, 5);
    }
    return plain instanceof Tanh ? new FusedTanh() : plain;
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
  void batchForBatchTimesTimeInBatchNormIsRejected() {
    assertRejected(batchNorm(), Mistakes.BATCH_FOR_BATCH_TIMES_TIME, new Shape(32, 4, 5), 0);
  }

  /** Of one time step batch x time is batch: nothing to be mistaken. */
  @Test
  void batchForBatchTimesTimeIsRightForOneTime() {
    Layer same = new Mistaken(batchNorm(), Mistakes.BATCH_FOR_BATCH_TIMES_TIME);
    assertThat(GradientCheck.of(same, new Shape(32, 1, 5)).passes()).isTrue();
  }

  @Test
  void flattenWhoseGradientJoinsWronglyIsRejected() {
    assertRejected(
        new FlattenConsecutive(2), Mistakes.JOINED_ACROSS_THE_CONTEXT, new Shape(3, 4, 5), 0);
  }

  @Test
  void repeatedIndexThatIsNotSummedIsRejected() {
    assertRejected(new Embedding(3, 5), Mistakes.REPEATED_INDEX_NOT_SUMMED, new Shape(2, 4), 3);
  }

  private static Mistake oneEntryTimes(double factor) {
    return (x, gradOutput, gradients, gradInput) -> {
      NDArray factors = gradInput.onesLike();
      factors.set(new NDIndex(0, 0), factor);
      return gradInput.mul(factors);
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-7, 1e-10})
  void smallErrorInOneEntryIsRejected(double error) {
    assertRejected(new Tanh(), oneEntryTimes(1 + error), new Shape(2, 3), 0);
  }

  @Test
  void errorInSinglePrecisionAloneIsRejected() {
    Mistake single =
        (x, gradOutput, gradients, gradInput) ->
            gradInput.getDataType() == DataType.FLOAT32 ? gradInput.mul(1 + 3e-6) : gradInput;
    assertRejected(new Tanh(), single, new Shape(2, 3), 0);
  }

  /** y = x^2, of which autograd sees half: only central differences tell. */
  @Test
  void errorThatAutogradMakesTooIsRejected() {
    Layer square =
        new Layer() {
          private NDArray x;

          @Override
          protected NDArray forwardPass(NDArray input, boolean training) {
            x = input.stopGradient();
            return input.mul(x);
          }

          @Override
          protected NDArray backwardPass(NDArray gradOutput) {
            return gradOutput.mul(x);
          }
        };
    GradientCheck check = GradientCheck.of(square, new Shape(2, 3));
    assertThat(check.rows()).hasSize(1);
    assertThat(check.rows().get(0).float64()).isLessThan(1e-15);
    assertThat(check.passes()).isFalse();
  }

  private static void assertRefused(Layer layer, Shape input, String... words) {
    Exception e = assertThrows(RuntimeException.class, () -> GradientCheck.of(layer, input));
    for (String word : words) {
      assertThat(e).hasMessageThat().contains(word);
    }
  }

  private static Layer linearWithWeightGradient(UnaryOperator<NDArray> change) {
    return new Mistaken(
        new Linear(4, 5, false),
        (x, gradOutput, gradients, gradInput) -> {
          gradients.replaceAll((name, gradient) -> change.apply(gradient));
          return gradInput;
        });
  }

  @Test
  void gradientThatIsNotANumberIsNamed() {
    Mistake nan = (x, gradOutput, gradients, gradInput) -> gradInput.mul(Float.NaN);
    assertRefused(
        new Mistaken(new Tanh(), nan),
        new Shape(2, 3),
        "Mistaken",
        "no gradient of input that is a number, but NaN");
    assertRefused(
        linearWithWeightGradient(gradient -> gradient.mul(Float.NaN)),
        new Shape(3, 4),
        "Mistaken",
        "no gradient of weight that is a number");
  }

  @Test
  void gradientOfAnotherShapeIsNamed() {
    Mistake row = (x, gradOutput, gradients, gradInput) -> gradInput.sum(new int[] {0});
    assertRefused(
        new Mistaken(new Tanh(), row),
        new Shape(2, 3),
        "Mistaken",
        "no gradient of input of shape (2, 3), but of (3)");
    assertRefused(
        linearWithWeightGradient(NDArray::transpose),
        new Shape(3, 4),
        "Mistaken",
        "weight",
        "(5, 4)",
        "(4, 5)");
  }

  /** Half of the entries are kept, others in each pass. */
  @Test
  void randomForwardPassIsRecognised() {
    Layer dropout =
        new Layer() {
          private NDArray mask;

          @Override
          protected NDArray forwardPass(NDArray x, boolean training) {
            NDArray drawn = x.getManager().randomUniform(0, 1, x.getShape());
            mask = drawn.gt(0.5).toType(x.getDataType(), false).mul(2);
            return x.mul(mask);
          }

          @Override
          protected NDArray backwardPass(NDArray gradOutput) {
            return gradOutput.mul(mask);
          }

          @Override
          public String toString() {
            return "Dropout";
          }
        };
    assertRefused(
        dropout,
        new Shape(3, 5),
        "Dropout: two forward passes of the same input differ, as a dropout's do; to be checked,"
            + " each pass must draw the same random numbers");
  }

  @Test
  void frozenParameterHasNoRow() {
    Layer layer = new Linear(4, 5, true);
    layer.getParameters().get("weight").freeze(true);

    GradientCheck check = GradientCheck.of(layer, new Shape(3, 4));

    assertThat(check.rows().stream().map(Row::tensor)).containsExactly("input", "bias");
    assertThat(check.passes()).isTrue();
  }

  @Test
  void resultIsATableWithAVerdict() {
    List<String> right =
        GradientCheck.of(new Linear(4, 5, true), new Shape(3, 4)).toString().lines().toList();
    assertThat(right).hasSize(8);
    assertThat(right.get(3)).matches(" +at most +1.0e-06 +1.0e-12 +1");
    assertThat(right.get(4)).matches("input +12 +12( +\\d\\.\\de[-+]\\d\\d){2} +0\\.\\d+");
    assertThat(right.get(7)).isEqualTo("all gradients are right");

    Layer wrong = linearWithWeightGradient(gradient -> gradient.mul(1.01));
    List<String> lines = GradientCheck.of(wrong, new Shape(3, 4)).toString().lines().toList();
    assertThat(lines.get(4)).doesNotContain("WRONG");
    assertThat(lines.get(5)).matches("weight .* WRONG");
    assertThat(lines.get(6)).isEqualTo("WRONG gradients of: weight");
  }

  @Test
  void worseOfTwoChecksIsShownAndNotANumberIsWorst() {
    GradientCheck first = new GradientCheck(List.of(new Row("input", 6, 6, 1e-8, Double.NaN, 0.2)));
    GradientCheck second = new GradientCheck(List.of(new Row("input", 60, 12, 2e-8, 1e-14, 0.1)));

    assertThat(first.worse(second).rows())
        .containsExactly(new Row("input", 60, 12, 2e-8, Double.NaN, 0.2));
    assertThat(second.worse(first)).isEqualTo(first.worse(second));
  }

  @Test
  void errorInAWholeNetworkIsRejected() {
    assertThat(GradientCheck.of(network(), new Shape(3, 2), 4, 1).passes()).isTrue();
    Layer batchNorm = new Mistaken(batchNorm(), Mistakes.N_FOR_N_MINUS_1);
    Layer wrong =
        new Network(
            new Embedding(4, 3),
            new FlattenConsecutive(2),
            new Linear(6, 5, false),
            batchNorm,
            new Tanh());
    assertThat(GradientCheck.of(wrong, new Shape(3, 2), 4, 1).passes()).isFalse();
  }

  private static Layer network() {
    return new Network(
        new Embedding(4, 3),
        new FlattenConsecutive(2),
        new Linear(6, 5, false),
        batchNorm(),
        new Tanh());
  }

  @Test
  void anyThreadFindsTheSame() {
    Supplier<GradientCheck> check = () -> GradientCheck.of(network(), new Shape(3, 2), 4, 1);
    GradientCheck there = CompletableFuture.supplyAsync(check).join();
    assertThat(there.passes()).isTrue();
    assertThat(there).isEqualTo(check.get());
  }

  /** (x + 10000) - 10000 leaves three digits of x in single precision. */
  @Test
  void layerWhoseGradientIsRoundingNoiseIsRefused() {
    Layer cancelling =
        new Layer() {
          private NDArray y;

          @Override
          protected NDArray forwardPass(NDArray x, boolean training) {
            y = x.add(1e4).sub(1e4).tanh();
            return y;
          }

          @Override
          protected NDArray backwardPass(NDArray gradOutput) {
            return y.square().neg().add(1).mul(gradOutput);
          }
        };
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> GradientCheck.of(cancelling, new Shape(3, 5)));
    assertThat(e).hasMessageThat().contains("off by more than 2.5e-5 in single precision");
  }

  @Test
  void layerWithoutAnyGradientIsRefused() {
    Layer constant =
        new Layer() {
          @Override
          protected NDArray forwardPass(NDArray x, boolean training) {
            return x.mul(0);
          }

          @Override
          protected NDArray backwardPass(NDArray gradOutput) {
            return gradOutput.mul(0);
          }
        };
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> GradientCheck.of(constant, new Shape(3, 5)));
    assertThat(e).hasMessageThat().contains("the gradient is 0");
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
    Map<String, Integer> compared =
        check.rows().stream().collect(Collectors.toMap(Row::tensor, Row::compared));
    assertThat(compared).containsExactly("input", 3 * 4, "weight", 4 * 5, "bias", 5);
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
