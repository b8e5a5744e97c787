package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import makemore.nn.ArrayTest;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Given;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.TrainingStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A network that gave its outputs by hand: an embedding of two characters with one feature, 1 and
 * 3; contexts of two characters; Linear(2, 2) with weights ln 2 and 0, 0 and ln 3; Tanh.
 *
 * <pre>
 * characters 0 0 -> 1 1 ->   ln 2   ln 3 -> 3/5    4/5
 * characters 0 1 -> 1 3 ->   ln 2 3 ln 3 -> 3/5    364/365
 * gradient of the output     1 2, 3 4
 * </pre>
 */
@Tag("numbers")
class RecorderTest extends ArrayTest {

  private static final List<String> WORDS = Collections.nCopies(10, "aaaa");
  private static final Split SPLIT = Split.of(WORDS, Vocabulary.of(WORDS), 2);

  private final Recorder recorder = new Recorder(SPLIT, Vocabulary.of(WORDS));
  private final Network network =
      new Network(
          new Embedding(2, 1), new FlattenConsecutive(2), new Linear(2, 2, true), new Tanh());

  RecorderTest() {
    network.parameters().get(0).setInitializer(new Given(1, 3));
    float[] weight = {(float) Math.log(2), 0, 0, (float) Math.log(3)};
    network.parameters().get(1).setInitializer(new Given(weight));
    network.initialize(manager, new Shape(1, 2));
  }

  /** The probe and the pass are of contexts that the training step would make anew. */
  private void record(int step, boolean last) {
    recorder.beforeStep(step, last, network);
    network.forward(manager.create(new long[] {0, 0, 0, 1}, new Shape(2, 2)), true);
    network.backward(rows(2, 1, 2, 3, 4));
    recorder.onStep(new TrainingStep(step, 0.1, step + 0.5f, last), network);
  }

  private void recordAll(int... steps) {
    for (int step : steps) {
      record(step, false);
    }
  }

  private Table table(String name) {
    return recorder.recording().tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> stepsOf(String name) {
    return table(name).intColumn("step").unique().asList();
  }

  @Test
  void tablesHaveTheColumnsOfTheRunFolder() {
    assertThat(recorder.recording().tables().stream().map(Table::name).toList())
        .containsExactly(
            "loss",
            "validation-loss",
            "update-ratio",
            "activations",
            "activation-gradients",
            "weight-gradients",
            "pre-activations",
            "dead-neurons",
            "names",
            "neurons",
            "batch-norm-neurons",
            "batch-norm-examples",
            "activation-histograms",
            "activation-gradient-histograms",
            "weight-gradient-histograms");
    assertColumns("loss", "step", "loss");
    assertColumns("update-ratio", "step", "parameter", "log10_ratio");
    assertColumns("activations", "step", "layer", "type", "mean", "std", "saturated_percent");
    assertColumns("activation-gradients", "step", "layer", "type", "mean", "std");
    assertColumns(
        "weight-gradients", "step", "parameter", "shape", "mean", "std", "grad_data_ratio");
  }

  private void assertColumns(String table, String... names) {
    assertThat(table(table).columnNames()).containsExactlyElementsIn(names).inOrder();
  }

  @Test
  void lossIsRecordedAtEachStep() {
    recordAll(0, 1, 2, 12_345);

    assertThat(table("loss").intColumn("step").asList()).containsExactly(0, 1, 2, 12_345).inOrder();
    assertThat(table("loss").floatColumn("loss").asFloatArray())
        .isEqualTo(new float[] {0.5f, 1.5f, 2.5f, 12_345.5f});
  }

  @Test
  void statisticsAreRecordedFromStepZeroOnEvenlyOnALogarithmicAxis() {
    recordAll(0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 99, 100, 125, 160, 999, 1000, 1001, 20_000, 31_500);
    recordAll(32_000, 60_001, 63_000, 180_000, 200_000);

    List<Integer> steps =
        List.of(0, 1, 2, 4, 5, 8, 10, 100, 125, 160, 1000, 20_000, 32_000, 63_000, 200_000);
    for (String table :
        List.of("activations", "activation-gradients", "weight-gradients", "validation-loss")) {
      assertThat(stepsOf(table)).containsExactlyElementsIn(steps);
    }
    List<Integer> frames = List.of(0, 1, 2, 5, 10, 100, 1000, 20_000, 200_000);
    for (String table : List.of("activation-histograms", "neurons", "dead-neurons")) {
      assertThat(stepsOf(table)).containsExactlyElementsIn(frames);
    }
  }

  /** Fifty in each decade are fifteen in each doubling; a few more are recorded anyway. */
  @Test
  void updateRatiosLieEvenlyOnALogarithmicAxis() {
    for (int step = 0; step < 800; step++) {
      record(step, false);
    }

    List<Integer> steps = stepsOf("update-ratio");
    assertThat(steps).containsAtLeast(0, 1, 2, 3, 10, 20);
    for (int from : List.of(100, 200, 400)) {
      long within = steps.stream().filter(step -> step >= from && step < 2 * from).count();
      assertThat(within).isAtLeast(15L);
      assertThat(within).isAtMost(18L);
    }
  }

  @Test
  void lastStepIsAlwaysRecorded() {
    record(12_345, true);

    List<Table> overTime =
        recorder.recording().tables().stream()
            .filter(table -> !table.name().startsWith("batch-norm-"))
            .toList();
    assertThat(overTime).hasSize(13);
    for (Table table : overTime) {
      assertThat(table.intColumn("step").unique().asList()).containsExactly(12_345);
    }
  }

  /** Of ln 2, ln 2, ln 3 and 3 ln 3, as {@code torch.quantile} interpolates between neighbours. */
  @Test
  void preActivationsHaveTheirPercentiles() {
    recordAll(1);

    Row row = table("pre-activations").row(0);
    assertThat(row.getFloat("min")).isWithin(1e-6f).of((float) Math.log(2));
    assertThat(row.getFloat("percentile_5")).isWithin(1e-6f).of((float) Math.log(2));
    assertThat(row.getFloat("percentile_95")).isWithin(1e-6f).of((float) (2.7 * Math.log(3)));
    assertThat(row.getFloat("max")).isWithin(1e-6f).of((float) (3 * Math.log(3)));
  }

  /** Of 1, 2, 3 and 4: mean 5/2, standard deviation sqrt(5 / 3). */
  @Test
  void activationGradientsAreThoseOfEachTanhsOutput() {
    recordAll(1);

    Row row = table("activation-gradients").row(0);
    assertThat(row.getInt("layer")).isEqualTo(1);
    assertThat(row.getFloat("mean")).isEqualTo(2.5f);
    assertThat(row.getFloat("std")).isWithin(1e-6f).of((float) Math.sqrt(5 / 3.0));
  }

  @Test
  void gradientsAreThoseOfMatricesCountedAmongAllParameters() {
    recordAll(1);

    Table gradients = table("weight-gradients");
    assertThat(gradients.intColumn("parameter").asList()).containsExactly(0, 1).inOrder();
    assertThat(gradients.stringColumn("shape").asList())
        .containsExactly("(2, 1)", "(2, 2)")
        .inOrder();
  }

  /** The contexts of "aaaa" are .., .a and three times aa. */
  @Test
  void neuronsHaveTheirInputsAndTheirShareOfTheProbe() {
    recordAll(0);

    Table neurons = table("neurons");
    assertThat(neurons.intColumn("examples").asList()).containsExactly(2, 2);
    assertThat(neurons.doubleColumn("x0").asList()).containsExactly(0.6931, 1.099).inOrder();
    assertThat(neurons.doubleColumn("x1").asList()).containsExactly(0.6931, 3.296).inOrder();
    assertThat(neurons.doubleColumn("x2").countMissing()).isEqualTo(2);
    Table dead = table("dead-neurons");
    assertThat(dead.row(0).getInt("examples")).isEqualTo(40);
    assertThat(dead.row(0).getInt("neurons")).isEqualTo(2);
    // The second neuron is saturated where the second character is an a: in 4 contexts of 5.
    assertThat(neurons.floatColumn("saturated_percent").asFloatArray())
        .isEqualTo(new float[] {0, 80});
    assertThat(dead.row(0).getInt("dead")).isEqualTo(0);
  }

  /** 0 times infinity is not a number. */
  @Test
  void inputThatIsNotFiniteIsMissingAmongTheExamples() {
    NDArray features = manager.create(new float[] {1, Float.POSITIVE_INFINITY}, new Shape(2, 1));
    network.parameters().get(0).getArray().set(new NDIndex("..."), features);

    recordAll(0);

    Table neurons = table("neurons");
    assertThat(neurons.intColumn("examples").asList()).containsExactly(2, 2);
    assertThat(neurons.doubleColumn("x0").asList()).containsExactly(0.6931, 1.099).inOrder();
    assertThat(neurons.doubleColumn("x1").countMissing()).isEqualTo(2);
  }

  @Test
  void inputsHaveFourDigitsHoweverLargeOrSmall() {
    for (float feature : new float[] {3.68565824e8f, 1.5417954e-22f}) {
      NDArray features = manager.create(new float[] {feature, feature}, new Shape(2, 1));
      network.parameters().get(0).getArray().set(new NDIndex("..."), features);
      recordAll(0);
    }

    assertThat(table("neurons").doubleColumn("x0").asList())
        .containsExactly(2.555e8, 4.049e8, 1.069e-22, 1.694e-22)
        .inOrder();
  }
}
