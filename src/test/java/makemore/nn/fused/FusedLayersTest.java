package makemore.nn.fused;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.BatchNorm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fused and plain layers with the same parameters, beside each other. */
@Tag("numbers")
class FusedLayersTest {

  private static final int STEPS = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray contexts = contexts(32);
  private final NDArray targets = targets(32);

  @AfterEach
  void closeManager() {
    manager.close();
  }

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

  private Network network(BatchNorm batchNorm, Layers layers, DataType type) {
    return network(settings(batchNorm), layers, type);
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

  /** The loss, and all outputs, gradients and running statistics of the last of some steps. */
  private List<double[]> steps(BatchNorm batchNorm, Layers layers, DataType type) {
    return steps(network(batchNorm, layers, type), layers, contexts, targets);
  }

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
    double difference =
        furthest(
            steps(batchNorm, Layers.FUSED, DataType.FLOAT64),
            steps(batchNorm, Layers.PLAIN, DataType.FLOAT64));

    assertThat(difference).isLessThan(1e-13);
  }

  /** In single precision, which has 29 bits less, fused is as near the truth as plain is. */
  @ParameterizedTest
  @EnumSource(BatchNorm.class)
  void fusedIsAsExactAsPlainInSinglePrecision(BatchNorm batchNorm) {
    List<double[]> exact = steps(batchNorm, Layers.PLAIN, DataType.FLOAT64);

    double fused = furthest(steps(batchNorm, Layers.FUSED, DataType.FLOAT32), exact);
    double plain = furthest(steps(batchNorm, Layers.PLAIN, DataType.FLOAT32), exact);

    assertWithMessage("plain is off by %s", plain).that(fused).isLessThan(4 * plain);
  }

  @Test
  void fusedIsAsExactAsPlainInLargeBatches() {
    List<double[]> exact = largeSteps(Layers.PLAIN, DataType.FLOAT64);

    double fused = furthest(largeSteps(Layers.FUSED, DataType.FLOAT32), exact);
    double plain = furthest(largeSteps(Layers.PLAIN, DataType.FLOAT32), exact);

    assertWithMessage("plain is off by %s", plain).that(fused).isLessThan(4 * plain);
  }

  private List<double[]> largeSteps(Layers layers, DataType type) {
    Network network = network(BatchNorm.ALL, layers, type);
    return steps(network, layers, contexts(4000), targets(4000));
  }

  /**
   * By no more roundings than a number is in: 16 of its block, and one for each time of halving.
   */
  @Test
  void roundingOfASumGrowsWithTheLogarithmOfItsTerms() {
    int n = 1 << 20;
    Row term = Row.zeros(1, true);
    term.set(0, 0.1);
    double exact = n * term.get(0);
    double bound = (16 + 16) * 0x1p-24 * exact;
    Row inOrder = Row.zeros(1, true);
    for (int i = 0; i < n; i++) {
      inOrder.add(term);
    }

    Row sum = Rows.sum(0, n, term, (partial, i) -> partial.add(term));

    assertThat(sum.get(0)).isWithin(bound).of(exact);
    assertThat(inOrder.get(0)).isNotWithin(bound).of(exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 32, 33, 1000})
  void sumHasEachTermOnce(int n) {
    Row term = Row.zeros(2, true);
    term.set(1, 1);

    Row sum = Rows.sum(0, n, term, (partial, i) -> partial.add(term).add(term));

    assertThat(sum.get(0)).isEqualTo(0);
    assertThat(sum.get(1)).isEqualTo(2 * n);
  }

  @Test
  void anotherEpsilonIsSeen() {
    Settings other = settings(BatchNorm.ALL).withEpsilon(1.001e-5);
    Network network = network(other, Layers.PLAIN, DataType.FLOAT64);

    double difference =
        furthest(
            steps(BatchNorm.ALL, Layers.FUSED, DataType.FLOAT64),
            steps(network, Layers.PLAIN, contexts, targets));

    assertThat(difference).isGreaterThan(1e-10);
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
    double[] followed = table.getGradient().toDoubleArray();
    table.setRequiresGradient(false);
    CrossEntropy crossEntropy = layers.crossEntropy();
    crossEntropy.forward(network.forward(contexts, true), targets);
    network.backward(crossEntropy.backward());
    double[] byHand = network.embedding().gradients().values().iterator().next().toDoubleArray();

    assertThat(furthest(List.of(byHand), List.of(followed))).isLessThan(1e-12);
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

    assertThat(furthest(doubles(fused.gradients().values()), doubles(plain.gradients().values())))
        .isLessThan(1e-13);
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

  @Test
  void backwardAgainIsTheSame() {
    Network network = network(BatchNorm.HIDDEN, Layers.FUSED, DataType.FLOAT32);
    CrossEntropy crossEntropy = new FusedCrossEntropy();
    crossEntropy.forward(network.forward(contexts, true), targets);

    List<List<double[]>> gradients = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      network.backward(crossEntropy.backward());
      gradients.add(doubles(network.gradients().values()));
    }

    assertThat(furthest(gradients.get(0), gradients.get(1))).isEqualTo(0);
  }
}
