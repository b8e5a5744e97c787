package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.stream.Stream;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all layers do, each by its name. */
@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class LayerTest extends ArrayTest {

  @Parameter private Layers layers;

  private Layer layer(String name) {
    return Stream.of(
            layers.embedding(4, 2),
            layers.linear(2, 3, true),
            layers.linear(2, 3, false),
            layers.batchNorm(2, 1e-5, 0.1, false),
            layers.tanh(),
            new FlattenConsecutive(0),
            new FlattenConsecutive(3))
        .filter(layer -> layer.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private NDArray input(Layer layer) {
    return layer instanceof Embedding
        ? manager.create(new long[] {0, 1, 3, 2}, new Shape(2, 2))
        : rows(2, 1, 0, 2, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Embedding(4, 2)       | 3          | (batch, blockSize)",
        "Linear(2, 3)          | 2, 3       | (batch, 2) or (batch, time, 2)",
        "Linear(2, 3, no bias) | 2          | (batch, 2) or (batch, time, 2)",
        "Linear(2, 3)          | 2, 2, 2, 2 | (batch, 2) or (batch, time, 2)",
        "BatchNorm1d(2)        | 4, 3       | (batch, 2) or (batch, time, 2)",
        "FlattenConsecutive(3) | 2, 4, 2    | (batch, time, features), time a multiple of 3",
        "FlattenConsecutive(3) | 2, 6       | (batch, time, features), time a multiple of 3",
        "FlattenConsecutive(3) | 2, 0, 2    | (batch, time, features), time a multiple of 3",
        "FlattenConsecutive(0) | 2, 6, 3    | (batch, time, features), time a multiple of 0"
      })
  void inputOfAnotherShapeIsRefused(String name, String shape, String expected) {
    long[] dimensions = Arrays.stream(shape.split(", ")).mapToLong(Long::parseLong).toArray();
    DataType type = name.startsWith("Embedding") ? DataType.INT64 : DataType.FLOAT32;
    NDArray input = manager.ones(new Shape(dimensions), type);

    String message = name + ": the input has shape (" + shape + "), expected " + expected;
    assertThat(refusal(IllegalArgumentException.class, () -> layer(name).forward(input, true)))
        .isEqualTo(message);
    ParameterStore store = new ParameterStore(manager, false);
    assertThat(
            refusal(
                IllegalArgumentException.class,
                () -> layer(name).forward(store, new NDList(input), false)))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({"'Embedding(4, 2)', weight", "'Linear(2, 3)', weight", "BatchNorm1d(2), runningMean"})
  void layerWithoutValuesIsRefused(String name, String parameter) {
    Layer layer = layer(name);

    assertThat(refusal(IllegalStateException.class, () -> layer.forward(input(layer), true)))
        .isEqualTo(name + ": " + parameter + " has no values yet; call initialize first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Embedding(4, 2)", "Linear(2, 3)", "BatchNorm1d(2)", "Tanh"})
  void backwardAfterAnEvaluationIsRefused(String name) {
    Layer layer = layer(name);
    layer.initialize(manager, new Shape(1, 2));
    NDArray trained = layer.forward(input(layer), true);
    NDArray y = layer.forward(input(layer), false);

    assertThat(y.getShape()).isEqualTo(trained.getShape());
    assertThat(refusal(IllegalStateException.class, () -> layer.backward(y)))
        .isEqualTo(name + ": call forward in training before backward");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Embedding(4, 2)", "Linear(2, 3)", "Tanh"})
  void emptyBatchHasAnEmptyOutputAndNoGradientButZero(String name) {
    Layer layer = layer(name);
    layer.initialize(manager, new Shape(1, 2));
    NDArray x = input(layer).get("0:0");

    NDArray y = layer.forward(x, true);
    NDArray gradX = layer.backward(y.onesLike());

    assertThat(y.getShape()).isEqualTo(layer.getOutputShapes(new Shape[] {x.getShape()})[0]);
    assertThat(y.size()).isEqualTo(0);
    if (!(layer instanceof Embedding)) {
      assertThat(gradX.getShape()).isEqualTo(x.getShape());
    }
    layer.gradients().values().forEach(zero -> assertThat(zero).isEqualTo(zero.zerosLike()));
  }

  /** DJL's parameter store keeps the array that was there in its pass. */
  @ParameterizedTest
  @ValueSource(strings = {"Embedding(4, 2)", "Linear(2, 3, no bias)", "BatchNorm1d(2)"})
  void passAfterDjlsReadsTheParametersAnew(String name) {
    Layer layer = layer(name);
    layer.initialize(manager, new Shape(1, 2));
    NDArray y = layer.forward(input(layer), true).duplicate();
    layer.forward(new ParameterStore(manager, false), new NDList(input(layer)), true);
    NDArray weights = layer.getParameters().valueAt(0).getArray();
    ParameterValues.set(layer.getParameters().valueAt(0), weights.mul(2));

    assertThat(layer.forward(input(layer), true)).isEqualTo(y.mul(2));
  }
}
