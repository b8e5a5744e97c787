package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.nn.BatchNorm1d;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.verify.ComparedTensor.Check;
import makemore.verify.Mistaken.Mistake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@TestInstance(Lifecycle.PER_CLASS)
class ComparisonTest {

  private static final int FEW_STEPS = 30;

  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, Trace> traces = new HashMap<>();

  @AfterAll
  void closeManager() {
    manager.close();
  }

  private StateFile state(String preset) {
    return StateFile.read(Fixtures.file(preset), manager);
  }

  /** Compares a state file, perhaps a changed one, with our runs from the unchanged one. */
  private List<ComparedTensor> compare(StateFile state) {
    String preset = state.header().settings().preset();
    List<ComparedTensor> rows =
        new ArrayList<>(Fixtures.comparison(state, Fixtures.network(state), manager).draws());
    Trace exact = trace(preset, Precision.DOUBLE);
    rows.addAll(new RunComparison(state, exact, exact).rows());
    rows.addAll(new RunComparison(state, trace(preset, Precision.SINGLE), exact).rows());
    return rows;
  }

  /** Our run of a preset, made once for all tests. */
  private Trace trace(String preset, Precision precision) {
    return traces.computeIfAbsent(
        preset + precision,
        key -> {
          StateFile state = state(preset);
          return Fixtures.comparison(state, Fixtures.network(state), manager)
              .trace(precision, List.of());
        });
  }

  private List<ComparedTensor> unchanged(String preset) {
    return compare(state(preset));
  }

  private static List<String> wrong(List<ComparedTensor> compared) {
    return compared.stream().filter(row -> !row.agrees()).map(ComparedTensor::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void presetIsTheSameAsInPyTorch(String preset) {
    assertThat(unchanged(preset)).isNotEmpty();
    assertThat(unchanged(preset).stream().filter(row -> !row.agrees()).toList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void plainLayersAreTheSameAsInPyTorch(String preset) {
    StateFile state = state(preset);
    Network plain = Fixtures.network(state, Layers.PLAIN);
    Comparison comparison = Fixtures.comparison(state, plain, manager);
    Trace exact = comparison.trace(Precision.DOUBLE, List.of());
    Trace single = comparison.trace(Precision.SINGLE, List.of());
    assertThat(wrong(new RunComparison(state, exact, exact).rows())).isEmpty();
    assertThat(wrong(new RunComparison(state, single, exact).rows())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void everyArrayOfTheStateFileIsCompared(String preset) {
    List<String> names = new ArrayList<>(state(preset).arrays().keySet());
    names.removeAll(List.of("header", "randn", "losses"));
    names.removeIf(name -> name.startsWith("float32/") || name.startsWith("spread/"));

    assertThat(unchanged(preset).stream().map(ComparedTensor::name).toList())
        .containsAtLeastElementsIn(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp-bn", "deep", "deep-bn", "wavenet"})
  void nothingIsLeftOutWhereRoundingIsNotMagnified(String preset) {
    assertThat(named(preset, Check.NONE)).isEmpty();
    assertThat(named(preset, Check.SINGLE))
        .containsExactly(
            "step0/output/*",
            "step0/output_gradient/*",
            "step0/gradient/*",
            "losses[0:10]",
            "losses[10:100]",
            "losses[100:1000]",
            "losses[1000:1001]",
            "final/*",
            "split_losses");
  }

  /** Weights from N(0, 1) magnify rounding from step to step, in single precision beyond use. */
  @Test
  void whatRoundingMakesOfASingleRunIsNotCompared() {
    assertThat(named("mlp", Check.NONE).stream().filter(name -> !name.startsWith("losses")))
        .containsExactly("final/*", "split_losses", "names");
    assertThat(named("mlp", Check.DOUBLE)).contains("losses[1000:1001]");
  }

  private List<String> named(String preset, Check check) {
    return unchanged(preset).stream()
        .filter(row -> row.check() == check)
        .map(ComparedTensor::name)
        .toList();
  }

  @Test
  void whatIsDrawnIsExactWhereTheKernelIsTheSame() {
    List<ComparedTensor> draws =
        unchanged("deep-bn").stream()
            .filter(row -> row.name().startsWith("initial/") || row.name().equals("batches"))
            .toList();
    boolean sameKernel = draws.get(0).check() == Check.EXACT;

    assertThat(draws).hasSize(20);
    for (ComparedTensor row : draws) {
      boolean exact = sameKernel || row.name().equals("batches");
      assertWithMessage("%s", row).that(row.exact() || !exact).isTrue();
      assertWithMessage("%s", row).that(row.check()).isEqualTo(exact ? Check.EXACT : Check.KERNEL);
    }
  }

  /** As if PyTorch had drawn with another kernel: its own randn, too, has other last bits. */
  private List<String> wrongWithOtherKernel(double factor) {
    StateFile state = state("mlp-bn");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("randn", arrays.get("randn").mul(1 + 1e-6f));
    change(arrays, "initial/embedding.weight", 0.5, factor);
    List<ComparedTensor> draws =
        Fixtures.comparison(new StateFile(state.header(), arrays), Fixtures.network(state), manager)
            .draws();
    assertThat(draws.get(0).check()).isEqualTo(Check.KERNEL);
    return wrong(draws);
  }

  @Test
  void lastBitsOfDrawsMayDifferWhereTheKernelDoes() {
    assertThat(wrongWithOtherKernel(1 + 1e-6)).isEmpty();
  }

  @Test
  void drawThatIsWrongIsCaughtWhereTheKernelDiffers() {
    assertThat(wrongWithOtherKernel(1 + 1e-4)).containsExactly("initial/embedding.weight");
  }

  /** Changes a copy of an array in its smallest entry of at least a share of its largest. */
  private void change(Map<String, NDArray> arrays, String name, double share, double factor) {
    NDArray array = arrays.get(name);
    double[] values = array.toType(DataType.FLOAT64, true).toDoubleArray();
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    int chosen =
        IntStream.range(0, values.length)
            .filter(i -> Math.abs(values[i]) >= share * largest)
            .boxed()
            .min(Comparator.comparingDouble(i -> Math.abs(values[i])))
            .orElseThrow();
    values[chosen] *= factor;
    NDArray changed = manager.create(values, array.getShape()).toType(array.getDataType(), true);
    arrays.put(name, changed);
  }

  /** Of a small entry a larger part may be wrong: the bound is a share of the tensor's largest. */
  @ParameterizedTest
  @CsvSource({"0.5, 2e-10", "1e-2, 1e-8", "1e-4, 1e-6"})
  void entryChangedByAMillionthOrLessIsCaught(double share, double change) {
    for (String preset : List.of("mlp", "mlp-bn", "deep", "deep-bn", "wavenet")) {
      StateFile state = state(preset);
      Map<String, NDArray> arrays = new HashMap<>(state.arrays());
      List<String> changed =
          arrays.keySet().stream()
              .filter(name -> name.startsWith("step0/") || name.startsWith("final/"))
              // One run of mlp goes its own way to 1e-10.
              .filter(name -> !preset.equals("mlp") || name.startsWith("step0/"))
              .toList();
      changed.forEach(name -> change(arrays, name, share, 1 + change));

      assertThat(changed.size()).isAtLeast(13);
      assertThat(wrong(compare(new StateFile(state.header(), arrays))))
          .containsExactlyElementsIn(changed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deep-bn, 0, 1e-11, losses[0:10]",
    "deep-bn, 500, 1e-11, losses[100:1000]",
    "deep-bn, 1000, 1e-11, losses[1000:1001]",
    "mlp, 5, 1e-10, losses[0:10]",
    "mlp, 1000, 1e-8, losses[1000:1001]"
  })
  void changedLossIsCaught(String preset, int step, double change, String name) {
    StateFile state = state(preset);
    double[] losses = state.array("losses").toDoubleArray();
    losses[step] += change;
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("losses", manager.create(losses));

    assertThat(wrong(compare(new StateFile(state.header(), arrays)))).containsExactly(name);
  }

  /** PyTorch's single run is taken as it is, so that ours would be far from what it allows. */
  @Test
  void singlePrecisionIsHeldToPyTorchsOwnRounding() {
    StateFile state = state("deep-bn");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("float32/losses", state.array("losses"));
    arrays.put("spread/losses", state.array("spread/losses").mul(0));

    assertThat(unchanged("deep-bn").stream().anyMatch(row -> row.allowed() > 1e-6)).isTrue();
    assertThat(wrong(compare(new StateFile(state.header(), arrays)))).contains("losses[100:1000]");
  }

  @Test
  void epsilonOffByATenThousandthIsCaught() {
    StateFile state = state("deep-bn");
    Network right = Fixtures.network(state);
    List<Layer> layers = new ArrayList<>(right.layers());
    layers.set(5, new BatchNorm1d(100, 1.0001e-5, 0.1, false));
    Network wrong = new Network(right.embedding(), layers.toArray(Layer[]::new));

    assertThat(wrongInDouble(state, wrong))
        .containsAtLeast("step0/output/layers.4", "losses[0:10]", "losses[10:30]");
  }

  @Test
  void batchForBatchTimesTimeIsCaught() {
    assertThat(gradientsOf(wrongWith("wavenet", 1, Mistakes.BATCH_FOR_BATCH_TIMES_TIME)))
        .containsExactly("step0/gradient/embedding.weight", "step0/gradient/layers.0.weight");
  }

  @Test
  void statisticsPerTimeAreCaught() {
    StateFile state = state("wavenet");
    Settings settings = state.header().settings().withBatchNormPerTime(true);
    Network wrong = Layers.PLAIN.network(settings, 27);

    assertThat(assertThrows(InvalidInputException.class, () -> wrongInDouble(state, wrong)))
        .hasMessageThat()
        .isEqualTo(
            "the state file is damaged: final/layers.1.running_mean has the shape (128), expected"
                + " (4, 128)");
  }

  @Test
  void flattenThatJoinsWronglyIsCaught() {
    StateFile state = state("wavenet");
    Network right = Fixtures.network(state);
    List<Layer> layers = new ArrayList<>(right.layers());
    layers.set(1, new JoinsAcross((Linear) layers.get(1)));
    Network wrong = new Network(right.embedding(), layers.toArray(Layer[]::new));

    assertThat(GradientCheck.of(wrong, new Shape(3, 8), 27, 1).passes()).isTrue();
    List<String> found = wrongInDouble(state, wrong);
    assertThat(found)
        .containsAtLeast("step0/output/layers.0", "losses[0:10]", "final/embedding.weight");
    assertThat(found).doesNotContain("step0/output/embedding");
  }

  @Test
  void changedNameIsCaught() {
    StateFile state = state("deep-bn");
    byte[] names = state.array("names").toByteArray();
    names[0]++;
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put(
        "names", manager.create(ByteBuffer.wrap(names), new Shape(names.length), DataType.UINT8));

    assertThat(wrong(compare(new StateFile(state.header(), arrays)))).containsExactly("names");
  }

  /** Whatever the file says of how close its own draws were. */
  @Test
  void namesThatPyTorchDrewAtAnotherTemperatureAreCaught() {
    StateFile state = state("mlp-bn");
    Network network = Fixtures.network(state);
    Fixtures.comparison(state, network, manager).trace(Precision.DOUBLE, List.of());
    long seed = state.header().settings().sampleSeed();
    String names =
        new Sampler(network, Fixtures.VOCABULARY, 3)
            .sample(manager, TorchGenerator.manualSeed(seed), 0.9, "")
            .limit(20)
            .collect(Collectors.joining("\n"));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(names);
    NDArray array = manager.create(bytes, new Shape(bytes.remaining()), DataType.UINT8);
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    for (String run : List.of("", "float32/")) {
      arrays.put(run + "names", array);
      arrays.put((run.isEmpty() ? "spread/" : run) + "closest_draw", manager.create(1000.0));
    }

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsExactly("names", "names");
  }

  @Test
  void changedDrawIsCaught() {
    StateFile state = state("mlp");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    NDArray batches = state.array("batches");
    long[] indices = batches.toLongArray();
    indices[indices.length - 1]++;
    arrays.put("batches", manager.create(indices, batches.getShape()));

    assertThat(wrong(compare(new StateFile(state.header(), arrays)))).containsExactly("batches");
  }

  @Test
  void nanIsCaught() {
    StateFile state = state("mlp");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    change(arrays, "split_losses", 0.5, Double.NaN);

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsAtLeast("split_losses", "split_losses");
  }

  /** It would otherwise be an excuse: nothing is compared where rounding is magnified. */
  @Test
  void roundingNoiseThatIsNotANumberExcusesNothing() {
    StateFile state = state("mlp");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("spread/losses", arrays.get("spread/losses").mul(Double.NaN));

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsAtLeast("losses[0:10]", "losses[100:1000]");
  }

  @Test
  void missingArrayIsNamed() {
    StateFile state = state("mlp");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.remove("step0/gradient/layers.0.bias");

    Exception e =
        assertThrows(
            InvalidInputException.class, () -> compare(new StateFile(state.header(), arrays)));
    assertThat(e).hasMessageThat().contains("no array step0/gradient/layers.0.bias");
  }

  @Test
  void arrayOfAnotherShapeIsNamed() {
    StateFile state = state("mlp");
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("initial/layers.0.bias", manager.zeros(new Shape(201)));

    Exception e =
        assertThrows(
            InvalidInputException.class, () -> compare(new StateFile(state.header(), arrays)));
    assertThat(e)
        .hasMessageThat()
        .contains("initial/layers.0.bias has the shape (201), expected (200)");
  }

  /** Of the first steps alone; what follows from the later ones differs, too. */
  private List<String> wrongInDouble(StateFile state, Network network) {
    StateFile few = firstSteps(state);
    Trace exact = Fixtures.comparison(few, network, manager).trace(Precision.DOUBLE, List.of());
    return wrong(new RunComparison(few, exact, exact).rows());
  }

  private StateFile firstSteps(StateFile state) {
    Settings few = state.header().settings().withSteps(FEW_STEPS);
    StateFile.Header header = state.header();
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    for (String name : List.of("losses", "float32/losses", "spread/losses")) {
      arrays.put(name, arrays.get(name).get(":" + FEW_STEPS));
    }
    return new StateFile(
        new StateFile.Header(
            header.format(),
            few,
            header.versions(),
            header.machine(),
            header.command(),
            header.data()),
        arrays);
  }

  /** Trains with a mistake in one layer, the embedding being layer -1. */
  private List<String> wrongWith(String preset, int layer, Mistake mistake) {
    StateFile state = state(preset);
    Network right = Fixtures.network(state);
    List<Layer> layers = new ArrayList<>(right.layers());
    Layer embedding = right.embedding();
    if (layer < 0) {
      embedding = new Mistaken(embedding, mistake);
    } else {
      Layer numbered = right.numberedLayers().get(layer);
      layers.set(layers.indexOf(numbered), new Mistaken(numbered, mistake));
    }
    return wrongInDouble(state, new Network(embedding, layers.toArray(Layer[]::new)));
  }

  private static List<String> gradientsOf(List<String> wrong) {
    return wrong.stream().filter(name -> name.startsWith("step0/gradient")).toList();
  }

  @Test
  void transposedWeightGradientIsRejected() {
    assertThat(wrongWith("deep-bn", 12, Mistakes.TRANSPOSED_WEIGHT_GRADIENT))
        .containsAtLeast("step0/gradient/layers.12.weight", "losses[10:30]");
  }

  @Test
  void meanForSumInBiasGradientIsRejected() {
    assertThat(wrongWith("deep", 10, Mistakes.MEAN_FOR_SUM_IN_BIAS_GRADIENT))
        .containsAtLeast("step0/gradient/layers.10.bias", "losses[10:30]");
  }

  @Test
  void squareForgottenInTanhIsRejected() {
    assertThat(wrongWith("deep", 9, Mistakes.SQUARE_FORGOTTEN_IN_TANH))
        .containsAtLeast("step0/output_gradient/layers.8", "losses[10:30]");
  }

  @Test
  void nForNMinus1InBatchNormIsRejected() {
    assertThat(wrongWith("deep-bn", 13, Mistakes.N_FOR_N_MINUS_1))
        .containsAtLeast("step0/output_gradient/layers.12", "losses[10:30]");
  }

  @Test
  void missingVarianceTermInBatchNormIsRejected() {
    assertThat(wrongWith("deep-bn", 13, Mistakes.VARIANCE_TERM_MISSING))
        .contains("step0/output_gradient/layers.12");
  }

  @Test
  void missingMeanTermInBatchNormIsRejected() {
    assertThat(wrongWith("deep-bn", 13, Mistakes.MEAN_TERM_MISSING))
        .contains("step0/output_gradient/layers.12");
  }

  @Test
  void gammaGradientOfWhatIsNotNormalisedIsRejected() {
    assertThat(gradientsOf(wrongWith("deep-bn", 4, Mistakes.NOT_NORMALISED_IN_GAMMA_GRADIENT)))
        .containsExactly("step0/gradient/layers.4.gamma");
  }

  @Test
  void repeatedIndexThatIsNotSummedIsRejected() {
    assertThat(gradientsOf(wrongWith("mlp-bn", -1, Mistakes.REPEATED_INDEX_NOT_SUMMED)))
        .containsExactly("step0/gradient/embedding.weight");
  }
}
