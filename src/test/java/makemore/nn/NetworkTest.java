package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By hand: an embedding of two characters with one feature each, 1 and 2; contexts of two
 * characters; Linear(2, 1) with weights ln 2 and -ln 2 / 2 and bias ln 2; Tanh.
 */
@Tag("numbers")
class NetworkTest {

  private static final float LN_2 = (float) Math.log(2);

  private final NDManager manager = NDManager.newBaseManager();
  private final Network network =
      new Network(
          new Embedding(2, 1), new FlattenConsecutive(2), new Linear(2, 1, true), new Tanh());

  NetworkTest() {
    float[][] values = {{1, 2}, {LN_2, -LN_2 / 2}, {LN_2}};
    for (int i = 0; i < values.length; i++) {
      network.parameters().get(i).setInitializer(new Given(values[i]));
    }
    network.initialize(manager, new Shape(1, 2));
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private NDArray contexts() {
    return manager.create(new long[] {0, 1, 1, 1}, new Shape(2, 2));
  }

  /**
   *
   *
   * <pre>
   * characters 0 1 -> 1 2 -> ln 2 (1 - 2/2 + 1) =   ln 2 -> 3/5
   * characters 1 1 -> 2 2 -> ln 2 (2 - 2/2 + 1) = 2 ln 2 -> tanh(ln 4) = 15/17
   * </pre>
   */
  @Test
  void forwardGoesThroughTheLayersInOrder() {
    NDArray y = network.forward(contexts(), true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 1));
    assertThat(y.toFloatArray()).usingTolerance(1e-7).containsExactly(3 / 5f, 15 / 17f).inOrder();
  }

  /**
   *
   *
   * <pre>
   * dL/dy                      25/16           289/64
   * through Tanh               25/16 . 16/25 = 1      289/64 . 64/289 = 1
   * dL/dW = x^T . that         1 + 2, 2 + 2
   * dL/db                      2
   * dL/dx = that . W^T         ln 2, -ln 2 / 2 for each example
   * character 0                ln 2 of the first example
   * character 1                -ln 2 / 2 of the first, ln 2 - ln 2 / 2 of the second
   * </pre>
   */
  @Test
  void backwardGoesBackThroughTheLayers() {
    network.forward(contexts(), true);

    NDArray gradX =
        network.backward(manager.create(new float[] {25 / 16f, 289 / 64f}, new Shape(2, 1)));

    assertThat(gradX).isNull();
    assertThat(network.gradients().keySet())
        .containsExactlyElementsIn(network.parameters())
        .inOrder();
    assertGradient(0, LN_2, 0);
    assertGradient(1, 3, 4);
    assertGradient(2, 2);
  }

  private void assertGradient(int parameter, float... expected) {
    assertThat(network.gradients().get(network.parameters().get(parameter)).toFloatArray())
        .usingTolerance(1e-6)
        .containsExactly(expected)
        .inOrder();
  }

  @Test
  void blockOfDjlComputesTheSame() {
    float[] own = network.forward(contexts(), false).toFloatArray();

    NDList djls =
        network.forward(new ParameterStore(manager, false), new NDList(contexts()), false);

    assertThat(djls.singletonOrThrow().toFloatArray()).isEqualTo(own);
  }

  @Test
  void contextsOfAnotherBlockSizeAreRefused() {
    NDArray contexts = manager.create(new long[] {0, 1, 1}, new Shape(1, 3));

    assertThat(assertThrows(IllegalArgumentException.class, () -> network.forward(contexts, true)))
        .hasMessageThat()
        .isEqualTo(
            "FlattenConsecutive(2): the input has shape (1, 3, 1), expected (batch, time, features),"
                + " time a multiple of 2");
  }

  @Test
  void parametersAreTheEmbeddingsThenTheLayersWithoutRunningStatistics() {
    Network deep =
        new Network(
            new Embedding(27, 10),
            new FlattenConsecutive(3),
            new Linear(30, 100, false),
            new BatchNorm1d(100),
            new Tanh(),
            new Linear(100, 27, true));

    assertThat(deep.parameters().stream().map(Parameter::getName).toList())
        .containsExactly("weight", "weight", "gamma", "beta", "weight", "bias")
        .inOrder();
    assertThat(deep.parameters().stream().map(Parameter::getShape).map(Shape::toString).toList())
        .containsExactly("(27, 10)", "(30, 100)", "(100)", "(100)", "(100, 27)", "(27)")
        .inOrder();
    assertThat(deep.toString())
        .isEqualTo(
            "Network[Embedding(27, 10), FlattenConsecutive(3), Linear(30, 100, no bias),"
                + " BatchNorm1d(100), Tanh, Linear(100, 27)]");
  }

  @Test
  void layerThatOccursTwiceIsRefused() {
    Layer shared = new Linear(2, 2, true);
    Layer embedding = new Embedding(2, 1);

    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Network(embedding, new FlattenConsecutive(2), shared, new Tanh(), shared)))
        .hasMessageThat()
        .isEqualTo("Network: Linear(2, 2) occurs twice; expected a layer of its own in each place");
  }

  @Test
  void networkWithoutValuesIsRefused() {
    Network empty = new Network(new Embedding(2, 1), new FlattenConsecutive(2));

    assertThat(assertThrows(IllegalStateException.class, () -> empty.forward(contexts(), true)))
        .hasMessageThat()
        .isEqualTo("Embedding(2, 1): weight has no values yet; call initialize first");
  }

  @Test
  void backwardWithoutAForwardInTrainingIsRefused() {
    NDArray gradient = manager.ones(new Shape(2, 1));
    network.forward(contexts(), true);
    network.forward(contexts(), false);

    assertThat(assertThrows(IllegalStateException.class, () -> network.backward(gradient)))
        .hasMessageThat()
        .isEqualTo(network + ": call forward in training before backward");
  }

  private Network withHidden(int size) {
    Network hidden =
        new Network(
            new Embedding(27, 10),
            new FlattenConsecutive(3),
            new Linear(30, size, false),
            new BatchNorm1d(size),
            new Tanh(),
            new Linear(size, 27, true));
    hidden.initialize(manager, new Shape(1, 3));
    return hidden;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parametersOfAnotherShapeAreNotLoaded(boolean twice, @TempDir Path folder) throws Exception {
    try (Model saved = Model.newInstance("hidden");
        Model other = Model.newInstance("hidden")) {
      saved.setBlock(withHidden(64));
      saved.save(folder, "hidden");
      other.setBlock(withHidden(65));
      if (twice) {
        assertThrows(MalformedModelException.class, () -> other.load(folder, "hidden"));
      }

      assertThat(assertThrows(MalformedModelException.class, () -> other.load(folder, "hidden")))
          .hasMessageThat()
          .isEqualTo("02Linear_weight has shape (30, 64) in the file, expected (30, 65)");
    }
  }

  @Test
  void parametersOfTheSameShapesAreLoaded(@TempDir Path folder) throws Exception {
    try (Model saved = Model.newInstance("hidden");
        Model other = Model.newInstance("hidden")) {
      saved.setBlock(withHidden(64));
      saved.save(folder, "hidden");
      other.setBlock(withHidden(64));
      other.load(folder, "hidden");

      List<NDArray> values = arrays(saved);
      assertThat(values).hasSize(8);
      assertThat(arrays(other)).containsExactlyElementsIn(values).inOrder();
    }
  }

  private static List<NDArray> arrays(Model model) {
    return model.getBlock().getParameters().values().stream().map(Parameter::getArray).toList();
  }
}
