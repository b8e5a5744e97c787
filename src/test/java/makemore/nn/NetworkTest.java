package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * By hand: an embedding of two characters with one feature each, 1 and 2; contexts of two
 * characters; Linear(2, 1) with weights ln 2 and -ln 2 / 2 and bias ln 2; Tanh.
 */
@Tag("numbers")
class NetworkTest extends ArrayTest {

  private static final float LN_2 = (float) Math.log(2);

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

  private NDArray contexts() {
    return manager.create(new long[] {0, 1, 1, 1}, new Shape(2, 2));
  }

  /**
   * The contexts of two characters:
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
    assertNear(y, 1e-7, 3 / 5f, 15 / 17f);
    assertThat(network.getOutputShapes(new Shape[] {new Shape(2, 2)})[0]).isEqualTo(y.getShape());
  }

  /**
   * From the gradients of the two outputs:
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

    NDArray gradX = network.backward(rows(1, 25 / 16f, 289 / 64f));

    assertThat(gradX).isNull();
    assertThat(network.gradients().keySet())
        .containsExactlyElementsIn(network.parameters())
        .inOrder();
    List<NDArray> gradients = List.copyOf(network.gradients().values());
    assertNear(gradients.get(0), 1e-6, LN_2, 0);
    assertNear(gradients.get(1), 1e-6, 3, 4);
    assertNear(gradients.get(2), 1e-6, 2);
  }

  @Test
  void blockOfDjlComputesTheSame() {
    NDArray own = network.forward(contexts(), false);

    NDList djls =
        network.forward(new ParameterStore(manager, false), new NDList(contexts()), false);

    assertThat(djls.singletonOrThrow()).isEqualTo(own);
    assertThat(network.output()).isSameInstanceAs(djls.singletonOrThrow());
  }

  @Test
  void parametersAreTheEmbeddingsThenTheLayersWithoutRunningStatistics() {
    Network deep = withHidden(100);

    assertThat(
            deep.parameters().stream()
                .map(parameter -> parameter.getName() + parameter.getShape())
                .collect(Collectors.joining(" ")))
        .isEqualTo("weight(27, 10) weight(30, 100) gamma(100) beta(100) weight(100, 27) bias(27)");
    assertThat(deep.parameterCount()).isEqualTo(6197);
    assertThat(deep.toString())
        .isEqualTo(
            "Network[Embedding(27, 10), FlattenConsecutive(3), Linear(30, 100, no bias),"
                + " BatchNorm1d(100), Tanh, Linear(100, 27)]");
  }

  @Test
  void layersAreThoseAfterTheEmbeddingAndOnlyThoseThatComputeHaveNumbers() {
    Network deep = withHidden(100);

    assertThat(deep.layers().toString())
        .isEqualTo(
            "[FlattenConsecutive(3), Linear(30, 100, no bias), BatchNorm1d(100), Tanh,"
                + " Linear(100, 27)]");
    assertThat(deep.numberedLayers()).isEqualTo(deep.layers().subList(1, 5));
    assertThat(deep.embedding().toString()).isEqualTo("Embedding(27, 10)");
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

  @Test
  void layerThatOccursTwiceIsRefused() {
    Layer shared = new Linear(2, 2, true);
    Layer embedding = new Embedding(2, 1);

    assertThat(
            refusal(
                IllegalArgumentException.class,
                () -> new Network(embedding, shared, new Tanh(), shared)))
        .isEqualTo("Network: Linear(2, 2) occurs twice; expected a layer of its own in each place");
  }

  private Model model(Network network) {
    Model model = Model.newInstance("hidden");
    model.setBlock(network);
    return model;
  }

  @Test
  void parametersOfTheSameShapesAreLoadedAndNoOthers(@TempDir Path folder) throws Exception {
    Network network = withHidden(64);
    Network same = withHidden(64);
    try (Model saved = model(network);
        Model equal = model(same);
        Model other = model(withHidden(65))) {
      saved.save(folder, "hidden");

      equal.load(folder, "hidden");
      // The first refusal leaves the shapes as they were.
      for (int time = 0; time < 2; time++) {
        assertThat(assertThrows(MalformedModelException.class, () -> other.load(folder, "hidden")))
            .hasMessageThat()
            .isEqualTo("02Linear_weight has shape (30, 64) in the file, expected (30, 65)");
      }

      assertThat(arrays(network)).hasSize(8);
      assertThat(arrays(same)).containsExactlyElementsIn(arrays(network)).inOrder();
    }
  }

  private static List<NDArray> arrays(Network network) {
    return network.getParameters().values().stream().map(Parameter::getArray).toList();
  }
}
