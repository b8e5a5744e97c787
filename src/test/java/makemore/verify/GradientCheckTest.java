package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.TreeMultiset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.verify.GradientCheck.Row;
import makemore.verify.ProjectGradientChecks.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class GradientCheckTest {

  private static final Shape INPUT = new Shape(3, 4);

  /** A layer of two functions: y of x, and dL/dx of x and dL/dy. */
  private static final class Simple extends Layer {
    private final UnaryOperator<NDArray> y;
    private final BinaryOperator<NDArray> gradient;
    private NDArray x;

    Simple(UnaryOperator<NDArray> y, BinaryOperator<NDArray> gradient) {
      this.y = y;
      this.gradient = gradient;
    }

    @Override
    protected NDArray forwardPass(NDArray input, boolean training) {
      x = input;
      return y.apply(input);
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      return gradient.apply(x, gradOutput);
    }
  }

  private static Linear linear() {
    return new Linear(4, 5, true);
  }

  static Stream<Subject> everythingInTheProject() {
    return ProjectGradientChecks.all().stream();
  }

  /**
   * Within the bounds that {@link Row} states, and the table prints. Of networks one batch size is
   * enough here: {@code gradcheck}'s own test has all.
   */
  @ParameterizedTest
  @MethodSource("everythingInTheProject")
  void gradientsAreRight(Subject subject) {
    assertThat(subject.batchSizes().size()).isAtLeast(2);
    List<Integer> some = subject.layer() instanceof Network ? List.of(3) : subject.batchSizes();
    assertRight(
        new Subject(subject.name(), subject.layer(), subject.example(), subject.high(), some),
        GradientCheck.SEED);
  }

  private static void assertRight(Subject subject, long seed) {
    GradientCheck check = subject.check(seed);
    assertWithMessage("%s with seed %s:\n%s", subject.name(), seed, check)
        .that(check.passes())
        .isTrue();
  }

  @Test
  void everyLayerIsChecked() {
    Stream<String> kinds =
        everythingInTheProject().map(subject -> subject.layer().getClass().getSimpleName());
    assertThat(kinds.collect(Collectors.toCollection(TreeMultiset::create)).toString())
        .isEqualTo(
            "[BatchNorm1d x 3, BatchNormPerTime, Embedding, FlattenConsecutive,"
                + " FusedBatchNorm1d x 3, FusedEmbedding, FusedLinear x 3, FusedTanh,"
                + " Linear x 3, Loss x 2, Network x 10, Tanh]");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void networkOfEachPresetIsChecked(Preset preset) {
    assertThat(everythingInTheProject().map(Subject::name).toList())
        .containsAtLeast("network " + preset, "fused network " + preset);
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
  void layerIsLeftWithoutValuesOrWithItsOwn() {
    Layer layer = new BatchNorm1d(4);
    GradientCheck.of(layer, INPUT);
    assertThat(layer.isInitialized()).isFalse();

    try (NDManager manager = NDManager.newBaseManager()) {
      layer.initialize(manager, INPUT);
      assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(layer, INPUT));
      assertThat(layer.value("gamma").toFloatArray()).isEqualTo(new float[] {1, 1, 1, 1});
    }
  }

  /** In a plain tanh as in a fused one. */
  private static void assertRejected(UnaryOperator<NDArray> ofGradient) {
    for (Layers kind : Layers.values()) {
      assertThat(GradientCheck.of(kind.tanh(), INPUT).passes()).isTrue();
      GradientCheck check = GradientCheck.of(changed(kind.tanh(), "input", ofGradient), INPUT);
      assertWithMessage("%s: %s", kind, check).that(check.passes()).isFalse();
    }
  }

  private static Layer changed(Layer right, String tensor, UnaryOperator<NDArray> ofGradient) {
    return new Mistaken(right, tensor, (x, gradOutput, gradient) -> ofGradient.apply(gradient));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-7, 1e-10})
  void smallErrorInOneEntryIsRejected(double error) {
    assertRejected(
        gradient -> {
          NDArray factors = gradient.onesLike();
          factors.set(new NDIndex(0, 0), 1 + error);
          return gradient.mul(factors);
        });
  }

  @Test
  void errorInSinglePrecisionAloneIsRejected() {
    assertRejected(
        gradient -> gradient.getDataType() == DataType.FLOAT32 ? gradient.mul(1 + 3e-6) : gradient);
  }

  /** y = x^2, of which autograd sees half: only central differences tell. */
  @Test
  void errorThatAutogradMakesTooIsRejected() {
    Layer square = new Simple(x -> x.mul(x.stopGradient()), (x, gradOutput) -> gradOutput.mul(x));
    GradientCheck check = GradientCheck.of(square, INPUT);
    assertThat(check.rows()).hasSize(1);
    assertThat(check.rows().get(0).float64()).isLessThan(1e-15);
    assertThat(check.passes()).isFalse();
  }

  private static void assertRefused(Layer layer, String... words) {
    Exception e = assertThrows(IllegalStateException.class, () -> GradientCheck.of(layer, INPUT));
    for (String word : words) {
      assertThat(e).hasMessageThat().contains(word);
    }
  }

  @Test
  void gradientThatIsNotANumberIsNamed() {
    UnaryOperator<NDArray> nan = gradient -> gradient.mul(Float.NaN);
    assertRefused(changed(new Tanh(), "input", nan), "no gradient of input that is a number");
    assertRefused(changed(linear(), "weight", nan), "no gradient of weight that is a number");
  }

  @Test
  void gradientOfAnotherShapeIsNamed() {
    assertRefused(
        changed(new Tanh(), "input", gradient -> gradient.sum(new int[] {0})),
        "Mistaken",
        "no gradient of input of shape (3, 4), but of (4)");
  }

  @Test
  void missingGradientIsNamed() {
    assertRefused(changed(linear(), "weight", gradient -> null), "no gradient of weight");
  }

  /** Half of the entries are kept, others in each pass. */
  @Test
  void randomForwardPassIsRecognised() {
    UnaryOperator<NDArray> dropout =
        x -> x.mul(x.getManager().randomUniform(0, 2, x.getShape()).floor());
    assertRefused(
        new Simple(dropout, (x, gradOutput) -> gradOutput),
        "Simple",
        ": two forward passes of the same input differ, as a dropout's do; to be checked,"
            + " each pass must draw the same random numbers");
  }

  /** (x + 10000) - 10000 leaves three digits of x in single precision. */
  @Test
  void layerWhoseGradientIsRoundingNoiseIsRefused() {
    UnaryOperator<NDArray> cancelling = x -> x.add(1e4).sub(1e4).tanh();
    assertRefused(
        new Simple(
            cancelling,
            (x, gradOutput) -> cancelling.apply(x).square().neg().add(1).mul(gradOutput)),
        "off by more than 2.5e-5 in single precision");
  }

  /** Of three examples batch normalisations magnify rounding, at the first point that is drawn. */
  @Test
  void anotherPointIsDrawnWhereRoundingIsMagnified() {
    Layer network = Layers.PLAIN.network(Preset.DEEP_BN.settings(), 27);
    try (NDManager manager = NDManager.newBaseManager()) {
      PlacedLayer first = PlacedLayer.draw(network, new Shape(3, 3), 27, 1, manager);
      assertThat(new GradientsAtPoint(first).canBeChecked()).isFalse();
    }
    network.getParameters().values().forEach(Parameter::close);

    assertThat(GradientCheck.of(network, new Shape(3, 3), 27, 1).passes()).isTrue();
  }

  @Test
  void layerWithoutAnyGradientIsRefused() {
    assertRefused(
        new Simple(x -> x.mul(0), (x, gradOutput) -> gradOutput.mul(0)), "the gradient is 0");
  }

  @Test
  void frozenParameterHasNoRow() {
    Layer layer = linear();
    layer.getParameters().get("weight").freeze(true);

    GradientCheck check = GradientCheck.of(layer, INPUT);

    assertThat(check.rows().stream().map(Row::tensor)).containsExactly("input", "bias");
    assertThat(check.passes()).isTrue();
  }

  @Test
  void resultIsATableWithAVerdict() {
    List<String> right = GradientCheck.of(linear(), INPUT).toString().lines().toList();
    assertThat(right).hasSize(8);
    assertThat(right.get(3)).matches(" +at most +1.0e-06 +1.0e-12 +1");
    assertThat(right.get(4)).matches("input +12 +12( +\\d\\.\\de[-+]\\d\\d){2} +0\\.\\d+");
    assertThat(right.get(7)).isEqualTo("all gradients are right");

    Layer wrong = changed(linear(), "weight", gradient -> gradient.mul(1.01));
    List<String> lines = GradientCheck.of(wrong, INPUT).toString().lines().toList();
    assertThat(lines.get(4)).doesNotContain("WRONG");
    assertThat(lines.get(5)).matches("weight .* WRONG");
    assertThat(lines.get(7)).isEqualTo("WRONG gradients of: weight");
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
  void anyThreadFindsTheSame() {
    GradientCheck there =
        CompletableFuture.supplyAsync(() -> GradientCheck.of(linear(), INPUT)).join();
    assertThat(there.passes()).isTrue();
    assertThat(there).isEqualTo(GradientCheck.of(linear(), INPUT));
  }

  @Test
  void seedDecidesThePoint() {
    GradientCheck check = GradientCheck.of(linear(), INPUT, 0, 7);
    assertThat(GradientCheck.of(linear(), INPUT, 0, 7)).isEqualTo(check);
    assertThat(GradientCheck.of(linear(), INPUT, 0, 8)).isNotEqualTo(check);
  }

  @Test
  void everyEntryOfASmallTensorIsCompared() {
    Map<String, Integer> compared =
        GradientCheck.of(linear(), INPUT).rows().stream()
            .collect(Collectors.toMap(Row::tensor, Row::compared));
    assertThat(compared).containsExactly("input", 3 * 4, "weight", 4 * 5, "bias", 5);
  }
}
