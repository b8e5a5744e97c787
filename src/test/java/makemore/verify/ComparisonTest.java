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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.verify.Mistaken.Mistake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class ComparisonTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, List<ComparedTensor>> unchanged = new HashMap<>();

  @AfterAll
  void closeManager() {
    manager.close();
  }

  private StateFile state(String preset) {
    return StateFile.read(Fixtures.file(preset), manager);
  }

  private List<ComparedTensor> compare(StateFile state) {
    return Fixtures.compare(state, Fixtures.network(state), manager);
  }

  /** The comparison of a preset's state file as it is, made once for all tests. */
  private List<ComparedTensor> unchanged(String preset) {
    return unchanged.computeIfAbsent(preset, name -> compare(state(name)));
  }

  private static List<String> wrong(List<ComparedTensor> compared) {
    return compared.stream().filter(row -> !row.agrees()).map(ComparedTensor::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn"})
  void presetIsTheSameAsInPyTorch(String preset) {
    List<ComparedTensor> wrong = unchanged(preset).stream().filter(row -> !row.agrees()).toList();
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn"})
  void everyArrayOfTheStateFileIsCompared(String preset) {
    List<String> names = new ArrayList<>(state(preset).arrays().keySet());
    names.removeAll(List.of("header", "losses"));

    assertThat(unchanged(preset).stream().map(ComparedTensor::name).toList())
        .containsAtLeastElementsIn(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"initial/", "batches", "names"})
  void whatIsDrawnIsExact(String prefix) {
    for (ComparedTensor row : unchanged("deep-bn")) {
      if (row.name().startsWith(prefix)) {
        assertWithMessage("%s", row).that(row.difference().isExact()).isTrue();
      }
    }
  }

  /** Changes a copy of an array in one entry, which is neither large nor small for the array. */
  private void change(Map<String, NDArray> arrays, String name, double factor) {
    NDArray array = arrays.get(name);
    double[] values = array.toType(DataType.FLOAT64, true).toDoubleArray();
    int[] bySize =
        IntStream.range(0, values.length)
            .filter(i -> values[i] != 0)
            .boxed()
            .sorted((i, j) -> Double.compare(Math.abs(values[i]), Math.abs(values[j])))
            .mapToInt(i -> i)
            .toArray();
    values[bySize[bySize.length / 2]] *= factor;
    NDArray changed = manager.create(values, array.getShape()).toType(array.getDataType(), true);
    arrays.put(name, changed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp-bn", "deep", "deep-bn"})
  void gradientEntryChangedByTenThousandthIsCaught(String preset) {
    StateFile state = state(preset);
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    List<String> gradients =
        arrays.keySet().stream().filter(name -> name.startsWith("step0/gradient/")).toList();
    gradients.forEach(name -> change(arrays, name, 1 + 1e-4));

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsExactlyElementsIn(gradients);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 1000})
  void lossChangedByTenThousandthIsCaught(int step) {
    StateFile state = state("deep-bn");
    float[] losses = state.array("losses").toFloatArray();
    losses[step] += 1e-4f;
    Map<String, NDArray> arrays = new HashMap<>(state.arrays());
    arrays.put("losses", manager.create(losses));

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsExactly(step < 10 ? "losses[0:10]" : "losses[10:1001]");
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
    change(arrays, "split_losses", Double.NaN);

    assertThat(wrong(compare(new StateFile(state.header(), arrays))))
        .containsExactly("split_losses");
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

  /** Trains with a mistake in one layer, the embedding being layer -1. */
  private List<String> wrongWith(String preset, int layer, Mistake mistake) {
    StateFile state = state(preset);
    Network right = Fixtures.network(state);
    List<Layer> layers = new ArrayList<>(right.layers());
    Layer embedding = right.embedding();
    if (layer < 0) {
      embedding = new Mistaken(embedding, mistake);
    } else {
      layers.set(layer, new Mistaken(layers.get(layer), mistake));
    }
    return wrong(
        Fixtures.compare(state, new Network(embedding, layers.toArray(Layer[]::new)), manager));
  }

  private static List<String> gradientsOf(List<String> wrong) {
    return wrong.stream().filter(name -> name.startsWith("step0/gradient")).toList();
  }

  @Test
  void transposedWeightGradientIsRejected() {
    assertThat(wrongWith("deep-bn", 12, Mistakes.TRANSPOSED_WEIGHT_GRADIENT))
        .containsAtLeast("step0/gradient/layers.12.weight", "losses[10:1001]");
  }

  @Test
  void meanForSumInBiasGradientIsRejected() {
    assertThat(wrongWith("deep", 10, Mistakes.MEAN_FOR_SUM_IN_BIAS_GRADIENT))
        .containsAtLeast("step0/gradient/layers.10.bias", "losses[10:1001]");
  }

  @Test
  void squareForgottenInTanhIsRejected() {
    assertThat(wrongWith("deep", 9, Mistakes.SQUARE_FORGOTTEN_IN_TANH))
        .containsAtLeast("step0/output_gradient/layers.8", "losses[10:1001]");
  }

  @Test
  void nForNMinus1InBatchNormIsRejected() {
    assertThat(wrongWith("deep-bn", 13, Mistakes.N_FOR_N_MINUS_1))
        .containsAtLeast("step0/output_gradient/layers.12", "losses[10:1001]");
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
