package makemore.nn.fused;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.nn.ArrayTest;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.BatchNorm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fused and plain layers with the same parameters, beside each other. */
@Tag("numbers")
class FusedLayersTest extends ArrayTest {

  private static final int STEPS = 3;

  private final NDArray contexts = contexts(32);
  private final NDArray targets = targets(32);

  private NDArray contexts(int batchSize) {
    long[] indices = IntStream.range(0, 3 * batchSize).mapToLong(i -> i * i % 27).toArray();
    return manager.create(indices, new Shape(batchSize, 3));
  }

  private NDArray targets(int batchSize) {
    return manager.create(IntStream.range(0, batchSize).mapToLong(i -> i * 5 % 27).toArray());
  }

  private static Settings settings(BatchNorm batchNorm) {
    return Preset.DEEP.settings().withHiddenLayers(3).withBatchNorm(batchNorm).withScaledInit(true);
  }

  private Network network(Settings settings, Layers layers, DataType type) {
    Network network = layers.network(settings, 27);
    TorchGenerator.manualSeed(42);
    network.initialize(manager, new Shape(1, 3));
    for (Parameter parameter : network.getParameters().values()) {
      ParameterValues.set(parameter, parameter.getArray().toType(type, true));
    }
    return network;
  }

  private Network network(BatchNorm batchNorm, Layers layers, DataType type) {
    return network(settings(batchNorm), layers, type);
  }

  private List<double[]> steps(BatchNorm batchNorm, Layers layers, DataType type) {
    return steps(network(batchNorm, layers, type), layers, contexts, targets);
  }

  /** The loss, and all outputs, gradients and running statistics of the last of some steps. */
  private static List<double[]> steps(
      Network network, Layers layers, NDArray contexts, NDArray targets) {
    CrossEntropy crossEntropy = layers.crossEntropy();
    NDArray loss = null;
    for (int i = 0; i < STEPS; i++) {
      loss = crossEntropy.forward(network.forward(contexts, true), targets);
      network.backward(crossEntropy.backward());
      network.gradients().forEach((p, gradient) -> p.getArray().subi(gradient.mul(0.1)));
    }
    List<NDArray> arrays = new ArrayList<>(List.of(loss));
    network.layers().forEach(layer -> arrays.add(layer.output()));
    network.layers().forEach(layer -> arrays.add(layer.outputGradient()));
    arrays.addAll(network.gradients().values());
    network.getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
    return doubles(arrays);
  }

  private static List<double[]> doubles(Collection<NDArray> arrays) {
    return arrays.stream()
        .map(array -> array.toType(DataType.FLOAT64, true).toDoubleArray())
        .toList();
  }

  private static List<double[]> gradients(Network network) {
    return doubles(network.gradients().values());
  }

  private static double furthest(List<double[]> ours, List<double[]> others) {
    assertThat(ours).hasSize(others.size());
    double furthest = 0;
    for (int i = 0; i < ours.size(); i++) {
      double[] a = ours.get(i);
      double[] b = others.get(i);
      double largest = Arrays.stream(b).map(Math::abs).max().orElseThrow();
      for (int j = 0; j < b.length; j++) {
        double difference = Math.abs(a[j] - b[j]) / largest;
        furthest = Double.isNaN(difference) ? Double.NaN : Math.max(furthest, difference);
      }
    }
    return furthest;
  }

  @ParameterizedTest
  @EnumSource(BatchNorm.class)
  void fusedIsPlainToFifteenDigits(BatchNorm batchNorm) {
    List<double[]> fused = steps(batchNorm, Layers.FUSED, DataType.FLOAT64);

    assertThat(furthest(fused, steps(batchNorm, Layers.PLAIN, DataType.FLOAT64))).isLessThan(1e-13);
  }

  @Test
  void anotherEpsilonIsSeen() {
    Settings other = settings(BatchNorm.ALL).withEpsilon(1.001e-5);
    Network network = network(other, Layers.PLAIN, DataType.FLOAT64);
    List<double[]> fused = steps(BatchNorm.ALL, Layers.FUSED, DataType.FLOAT64);

    assertThat(furthest(fused, steps(network, Layers.PLAIN, contexts, targets)))
        .isGreaterThan(1e-10);
  }

  /** In single precision, which has 29 bits less, fused is as near the truth as plain is. */
  @ParameterizedTest
  @CsvSource({"NONE, 32, 100", "HIDDEN, 32, 100", "ALL, 32, 100", "ALL, 4000, 20"})
  void fusedIsAsExactAsPlainInSinglePrecision(BatchNorm batchNorm, int batchSize, int hiddenSize) {
    Settings settings = settings(batchNorm).withHiddenSize(hiddenSize);
    NDArray inputs = contexts(batchSize);
    NDArray outputs = targets(batchSize);
    Network exact = network(settings, Layers.PLAIN, DataType.FLOAT64);
    List<double[]> truth = steps(exact, Layers.PLAIN, inputs, outputs);
    Map<Layers, Double> off = new EnumMap<>(Layers.class);
    for (Layers layers : Layers.values()) {
      Network single = network(settings, layers, DataType.FLOAT32);
      off.put(layers, furthest(steps(single, layers, inputs, outputs), truth));
    }

    assertWithMessage("%s", off).that(off.get(Layers.FUSED)).isLessThan(2 * off.get(Layers.PLAIN));
  }

  @Test
  void anotherBatchSizeInBetweenChangesNothing() {
    Network network = network(BatchNorm.NONE, Layers.FUSED, DataType.FLOAT32);
    network.forward(contexts.get("0:16"), true);
    network.forward(contexts, true);

    List<double[]> steps = steps(network, Layers.FUSED, contexts, targets);

    assertThat(furthest(steps, steps(BatchNorm.NONE, Layers.FUSED, DataType.FLOAT32))).isEqualTo(0);
  }

  @Test
  void arraysOfAPassInTrainingAreUsedAgain() {
    Network network = network(BatchNorm.HIDDEN, Layers.FUSED, DataType.FLOAT32);
    NDArray first = network.forward(contexts, true);
    NDArray normalised = network.layers().get(2).output();
    network.forward(contexts, true);

    assertThat(network.layers().get(2).output()).isSameInstanceAs(normalised);
    assertThat(network.output()).isNotSameInstanceAs(first);
  }

  /** Where the gradient of one parameter is asked for, what comes after it is followed too. */
  @ParameterizedTest
  @EnumSource(Layers.class)
  void autogradFollowsThroughLayersWithoutGradientsOfTheirOwn(Layers layers) {
    Network network = network(BatchNorm.ALL, layers, DataType.FLOAT64);
    NDArray table = network.embedding().value("weight");
    steps(network, layers, contexts, targets);
    table.setRequiresGradient(true);

    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(new CrossEntropy().forward(djlForward(network), targets));
    }
    NDArray followed = table.getGradient();
    table.setRequiresGradient(false);
    CrossEntropy crossEntropy = layers.crossEntropy();
    crossEntropy.forward(network.forward(contexts, true), targets);
    network.backward(crossEntropy.backward());

    NDArray byHand = gradient(network.embedding(), "weight");
    assertThat(furthest(doubles(List.of(byHand)), doubles(List.of(followed)))).isLessThan(1e-12);
  }

  private NDArray djlForward(Network network) {
    ParameterStore store = new ParameterStore(manager, false);
    return network.forward(store, new NDList(contexts), true).singletonOrThrow();
  }

  /** Their backward pass is the plain one then. */
  @Test
  void backwardAfterDjlsForwardIsThatOfThePass() {
    Network fused = network(BatchNorm.ALL, Layers.FUSED, DataType.FLOAT64);
    Network plain = network(BatchNorm.ALL, Layers.PLAIN, DataType.FLOAT64);
    fused.forward(contexts(8), true);

    for (Network network : List.of(fused, plain)) {
      CrossEntropy crossEntropy = new CrossEntropy();
      crossEntropy.forward(djlForward(network), targets);
      network.backward(crossEntropy.backward());
    }

    assertThat(furthest(gradients(fused), gradients(plain))).isLessThan(1e-13);
  }

  @Test
  void backwardAgainIsTheSame() {
    Network network = network(BatchNorm.HIDDEN, Layers.FUSED, DataType.FLOAT32);
    CrossEntropy crossEntropy = new FusedCrossEntropy();
    crossEntropy.forward(network.forward(contexts, true), targets);

    network.backward(crossEntropy.backward());
    List<double[]> first = gradients(network);
    network.backward(crossEntropy.backward());

    assertThat(furthest(gradients(network), first)).isEqualTo(0);
  }

  /** The engine makes a copy of such an array's memory, which is closed with the scope. */
  @Test
  void arrayThatIsNotContiguousIsReadAnewEachTime() {
    NDArray logits = manager.randomNormal(new Shape(27, 32)).swapAxes(0, 1);
    CrossEntropy crossEntropy = new FusedCrossEntropy();
    for (int i = 0; i < 4; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        logits.addi(0.5).muli(1.5);

        assertThat(crossEntropy.forward(logits, targets).getFloat())
            .isWithin(1e-5f)
            .of(new CrossEntropy().forward(logits, targets).getFloat());
      }
    }
  }
}
