package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.random.TorchGenerator;
import makemore.train.Layers;
import makemore.verify.ComparedTensor.Check;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PyTorch and this program give is compared; what a state file has otherwise is found. */
@Tag("numbers")
@TestInstance(Lifecycle.PER_CLASS)
class ComparisonTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, Trace> traces = new HashMap<>();

  @AfterAll
  void closeManager() {
    manager.close();
  }

  /** The small state file of a preset. */
  private StateFile state(String preset) {
    return Fixtures.state("few/" + preset, manager);
  }

  private static StateFile with(StateFile state, String name, NDArray array) {
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put(name, array);
    return new StateFile(state.header(), arrays);
  }

  private Comparison comparison(StateFile state, Layers layers) {
    return Fixtures.comparison(state, layers, manager);
  }

  /** Compares a small state file, perhaps a changed one, with our runs from the unchanged one. */
  private List<ComparedTensor> compare(StateFile state) {
    String preset = state.header().settings().preset();
    Trace exact = trace(preset, Precision.DOUBLE);
    Trace single = trace(preset, Precision.SINGLE);
    return Fixtures.rows(comparison(state, Layers.FUSED), exact, single);
  }

  /** Our run of a preset, made once for all tests. */
  private Trace trace(String preset, Precision precision) {
    return traces.computeIfAbsent(
        preset + precision,
        key -> comparison(state(preset), Layers.FUSED).trace(precision, List.of()));
  }

  private static List<String> wrong(List<ComparedTensor> rows) {
    return Fixtures.wrong(rows).stream().map(ComparedTensor::name).toList();
  }

  private void assertTheSame(String file, Layers layers) {
    Comparison comparison = comparison(Fixtures.state(file, manager), layers);
    assertWithMessage("%s", layers).that(Fixtures.wrong(Fixtures.rows(comparison))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void hundredStepsAreTheSameAsInPyTorch(String preset) {
    assertTheSame("few/" + preset, Layers.PLAIN);
    assertTheSame("few/" + preset, Layers.FUSED);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void thousandStepsOfEachPresetAreTheSameAsInPyTorch(String preset) {
    assertTheSame(preset, Layers.PLAIN);
    assertTheSame(preset, Layers.FUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn", "wavenet"})
  void everyArrayOfTheStateFileIsCompared(String preset) {
    List<String> names = new ArrayList<>(state(preset).arrays().keySet());
    names.removeAll(List.of("header", "randn", "losses"));
    names.removeIf(name -> name.startsWith("float32/") || name.startsWith("spread/"));

    assertThat(compare(state(preset)).stream().map(ComparedTensor::name).toList())
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
            "losses[100:101]",
            "final/*",
            "split_losses");
  }

  /** Weights from N(0, 1) magnify rounding from step to step, in single precision beyond use. */
  @Test
  void whatRoundingMakesOfASingleRunIsNotCompared() {
    assertThat(named("mlp", Check.NONE).stream().filter(name -> !name.startsWith("losses")))
        .containsExactly("final/*", "split_losses", "names");
    assertThat(named("mlp", Check.DOUBLE)).contains("losses[100:101]");
  }

  private List<String> named(String preset, Check check) {
    return compare(state(preset)).stream()
        .filter(row -> row.check() == check)
        .map(ComparedTensor::name)
        .toList();
  }

  /** As if PyTorch had drawn with our kernel or with another: its own randn, too, is another's. */
  @ParameterizedTest
  @CsvSource({
    "0,    0,    EXACT,  true",
    "0,    1e-6, EXACT,  false",
    "2e-6, 5e-6, KERNEL, true",
    "2e-6, 7e-6, KERNEL, false"
  })
  void drawsAreExactWhereTheKernelIsTheSame(
      float ofRandn, float ofWeight, Check check, boolean agrees) {
    StateFile state = state("mlp-bn");
    NDArray randn = TorchGenerator.manualSeed(42).randn(manager, new Shape(1000));
    long seed = state.header().settings().seed();
    NDArray weight = TorchGenerator.manualSeed(seed).randn(manager, new Shape(27, 6));
    state = with(state, "randn", randn.mul(1 + ofRandn));
    state = with(state, "initial/embedding.weight", weight.mul(1 + ofWeight));
    ComparedTensor row = comparison(state, Layers.FUSED).draws().get(0);

    assertThat(row.check()).isEqualTo(check);
    assertThat(row.agrees()).isEqualTo(agrees);
  }

  /** Changes an array in its smallest entry of at least a share of its largest. */
  private StateFile withEntry(StateFile state, String name, double share, double factor) {
    NDArray array = state.array(name);
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
    return with(state, name, changed);
  }

  /** Of a small entry a larger part may be wrong: the bound is a share of the tensor's largest. */
  @ParameterizedTest
  @CsvSource({"0.5, 2e-10", "1e-2, 1e-8", "1e-4, 1e-6"})
  void entryChangedByAMillionthOrLessIsCaught(double share, double change) {
    for (String preset : List.of("mlp", "mlp-bn", "deep", "deep-bn", "wavenet")) {
      StateFile state = state(preset);
      List<String> changed =
          state.arrays().keySet().stream()
              .filter(name -> name.startsWith("step0/") || name.startsWith("final/"))
              .toList();
      for (String name : changed) {
        state = withEntry(state, name, share, 1 + change);
      }

      assertThat(changed.size()).isAtLeast(13);
      assertThat(wrong(compare(state))).containsExactlyElementsIn(changed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deep-bn, 0, 1e-11, losses[0:10]",
    "deep-bn, 50, 1e-11, losses[10:100]",
    "deep-bn, 100, 1e-11, losses[100:101]",
    "mlp, 5, 1e-10, losses[0:10]",
    "mlp, 100, 1e-8, losses[100:101]"
  })
  void changedLossIsCaught(String preset, int step, double change, String name) {
    StateFile state = state(preset);
    double[] losses = state.array("losses").toDoubleArray();
    losses[step] += change;

    assertThat(wrong(compare(with(state, "losses", manager.create(losses))))).containsExactly(name);
  }

  /** PyTorch's single run is taken to be exact, so that ours is far from what it allows. */
  @Test
  void singlePrecisionIsHeldToPyTorchsOwnRounding() {
    StateFile state = state("mlp");
    assertThat(compare(state).stream().anyMatch(row -> row.allowed() > 1e-6)).isTrue();

    state = with(state, "float32/losses", state.array("losses"));
    state = with(state, "spread/losses", state.array("spread/losses").mul(0));
    assertThat(wrong(compare(state))).contains("losses[10:100]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"names", "float32/names"})
  void changedNameIsCaught(String array) {
    StateFile state = state("deep-bn");
    byte[] names = state.array(array).toByteArray();
    names[0]++;
    Shape shape = new Shape(names.length);
    NDArray changed = manager.create(ByteBuffer.wrap(names), shape, DataType.UINT8);

    assertThat(wrong(compare(with(state, array, changed)))).containsExactly("names");
  }

  @Test
  void changedDrawIsCaught() {
    StateFile state = state("mlp");
    NDArray batches = state.array("batches");
    long[] indices = batches.toLongArray();
    indices[indices.length - 1]++;
    NDArray changed = manager.create(indices, batches.getShape());

    assertThat(wrong(compare(with(state, "batches", changed)))).containsExactly("batches");
  }

  /** Noise would otherwise be an excuse: nothing is compared where rounding is magnified. */
  @ParameterizedTest
  @CsvSource({
    "split_losses, split_losses, split_losses",
    "spread/losses, losses[0:10], losses[10:100]"
  })
  void nanIsCaught(String name, String row, String otherRow) {
    StateFile state = state("mlp");
    StateFile changed = with(state, name, state.array(name).mul(Double.NaN));

    assertThat(wrong(compare(changed))).containsAtLeast(row, otherRow);
  }

  @Test
  void missingArrayIsNamed() {
    Map<String, NDArray> arrays = new HashMap<>(state("mlp").arrays());
    arrays.remove("step0/gradient/layers.0.bias");

    assertRefused(arrays, "no array step0/gradient/layers.0.bias");
  }

  @Test
  void arrayOfAnotherShapeIsNamed() {
    Map<String, NDArray> arrays = new HashMap<>(state("mlp").arrays());
    arrays.put("initial/layers.0.bias", manager.zeros(new Shape(25)));

    assertRefused(arrays, "initial/layers.0.bias has the shape (25), expected (24)");
  }

  private void assertRefused(Map<String, NDArray> arrays, String message) {
    StateFile state = new StateFile(state("mlp").header(), arrays);
    Exception e = assertThrows(InvalidInputException.class, () -> compare(state));
    assertThat(e).hasMessageThat().contains(message);
  }
}
