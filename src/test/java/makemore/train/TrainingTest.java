package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import makemore.input.InvalidInputException;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.text.Split;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest extends ArrayTest {

  /** Twenty examples, no two of which have the same context. */
  private static final List<String> TWENTY_EXAMPLES = List.of("abcdefghijklmnopqrs");

  private Trained notYetTrained(Preset preset) {
    return Trained.notYet(manager, preset, TWENTY_EXAMPLES);
  }

  private static float[] valuesOf(Parameter parameter) {
    return parameter.getArray().toFloatArray();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  @Tag("numbers")
  void twentyExamplesAreLearnedByHeart(Preset preset) {
    Trained trained = notYetTrained(preset).after(300);

    assertThat(trained.examples().size()).isEqualTo(20);
    assertThat(Evaluation.loss(trained.network(), trained.examples(), manager)).isLessThan(0.04);
  }

  /** Autograd, switched off for one thread, would come back on every other. */
  @Test
  void anyThreadTrainsTheSame() {
    List<Double> losses = new ArrayList<>();
    Runnable training =
        () -> notYetTrained(Preset.DEEP_BN).after(10, (step, network) -> losses.add(step.loss()));

    CompletableFuture.runAsync(training).join();
    training.run();

    assertThat(losses).hasSize(20);
    assertThat(losses.subList(0, 10)).isEqualTo(losses.subList(10, 20));
  }

  /** Each parameter becomes p - 0.1 g, with g the gradient that the listener sees. */
  @Test
  @Tag("numbers")
  void stepIsTheLearningRateTimesTheGradient() {
    Trained trained = notYetTrained(Preset.DEEP_BN);
    List<float[]> before = trained.network().parameters().stream().map(p -> valuesOf(p)).toList();
    List<float[]> gradients = new ArrayList<>();

    trained.after(
        1,
        (step, network) ->
            network.gradients().values().forEach(g -> gradients.add(g.toFloatArray())));

    // An embedding, two hidden layers and the last, each but the first with gamma and beta.
    assertThat(before).hasSize(10);
    assertThat(gradients).hasSize(10);
    for (int i = 0; i < before.size(); i++) {
      float[] expected = before.get(i);
      for (int j = 0; j < expected.length; j++) {
        expected[j] -= 0.1f * gradients.get(i)[j];
      }
      assertNear(trained.network().parameters().get(i).getArray(), 3e-7, expected);
    }
  }

  /** The end comes by number, or as a request, which makes the next step the last. */
  @ParameterizedTest
  @CsvSource({"8, 1000", "1000, 2"})
  void listenersAreToldOfEachStepToTheEnd(int end, int stopAfter) {
    List<Integer> announced = new ArrayList<>();
    List<TrainingStep> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void beforeStep(int step, boolean last, Network network) {
            announced.add(step);
          }

          @Override
          public void onStep(TrainingStep step, Network network) {
            steps.add(step);
          }
        };

    int next =
        notYetTrained(Preset.DEEP)
            .loop()
            .run(5, end, () -> steps.size() == stopAfter, List.of(listener));

    assertThat(next).isEqualTo(8);
    assertThat(announced).containsExactly(5, 6, 7).inOrder();
    assertThat(steps.stream().map(TrainingStep::number).toList())
        .containsExactly(5, 6, 7)
        .inOrder();
    assertThat(steps.stream().map(TrainingStep::last).toList())
        .containsExactly(false, false, true)
        .inOrder();
    assertThat(steps.get(0).learningRate()).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void lossThatIsNoNumberStopsTheRunBeforeItsUpdate(float spoilt) {
    Trained trained = notYetTrained(Preset.DEEP);
    Parameter bias = trained.network().numberedLayers().get(4).getParameters().get("bias");
    Parameter weight = trained.network().parameters().get(1);
    List<float[]> told = new ArrayList<>();
    TrainingListener spoiler =
        (step, network) -> {
          told.add(valuesOf(weight));
          if (step.number() == 3) {
            bias.getArray().muli(0).addi(spoilt);
          }
        };

    assertThat(refusal(DivergedException.class, () -> trained.after(10, spoiler)))
        .matches(
            "the loss is (NaN|-?Infinity) at step 4: training has diverged; try a learning rate"
                + " below 0\\.1 or a larger batch");
    assertThat(told).hasSize(4);
    assertThat(valuesOf(weight)).isEqualTo(told.get(3));
  }

  /** Arrays that outlive a step would be counted in the manager, or in the one above it. */
  @ParameterizedTest
  @EnumSource(Preset.class)
  void arraysDoNotGrowInNumberWithTheSteps(Preset preset) {
    Trained trained = notYetTrained(preset);
    List<Integer> arrays = new ArrayList<>();

    trained.after(
        40,
        (step, network) -> {
          if (step.number() == 10 || step.last()) {
            arrays.add(
                manager.getManagedArrays().size()
                    + manager.getParentManager().getManagedArrays().size());
          }
        });

    assertThat(arrays).hasSize(2);
    assertThat(arrays.get(1)).isEqualTo(arrays.get(0));
    int afterwards = manager.getManagedArrays().size();
    trained.after(1);
    assertThat(manager.getManagedArrays()).hasSize(afterwards);
  }

  @Test
  void outputsOfAStepAreClosedAfterIt() {
    List<NDArray> outputs = new ArrayList<>();
    Trained plain = Trained.notYet(manager, Preset.DEEP_BN, Layers.PLAIN, TWENTY_EXAMPLES);

    plain.after(1, (step, network) -> network.layers().forEach(l -> outputs.add(l.output())));

    assertThat(outputs).hasSize(9);
    assertThat(outputs.stream().allMatch(NDArray::isReleased)).isTrue();
  }

  @Test
  void settingsAreCheckedBeforeTheStart() {
    Trained trained = notYetTrained(Preset.DEEP);
    Split split = trained.loop().split();
    Settings zero = trained.loop().settings().withBlockSize(0);

    assertThat(
            refusal(
                InvalidInputException.class,
                () -> Training.start(zero, Layers.PLAIN, split, trained.vocabulary(), manager)))
        .startsWith("block size 0: expected a whole number from 1");
  }
}
