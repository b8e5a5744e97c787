package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Splitter;
import com.google.gson.Gson;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.MatrixStatistics;
import makemore.inspect.Measurements.TanhStatistics;
import makemore.text.Repeats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on made-up numbers, both ways. */
final class DiagnosisTest {

  /** The numbers of a healthy run; a test changes some of them, written as in JSON. */
  private static final class Run {
    double startLoss = 3.32;
    double finalLoss = 2.2;
    double validationLoss = 2.25;
    int steps = 20_000;
    int batchSize = 32;
    boolean batchNorm = true;
    boolean decayed = true;
    int known = 400;
    double inputStd = 1;
    double[] startStd = {0.63, 0.63, 0.63};
    double[] startSaturated = {4, 3, 2};
    double[] endSaturated = {5, 4, 3};
    double[] startGradient = {0.0015, 0.0012, 0.001};
    double[] endGradient = {0.0011, 0.001, 0.001};
    int examples = 4096;
    int dead = 0;
    int nearlyDead = 0;
    double update = -2.3;
    double lateUpdate = -3.2;
    double lastRatio = 0.1;

    static Diagnosis with(String changes) {
      return new Gson().fromJson("{" + changes + "}", Run.class).diagnosis();
    }

    private Diagnosis diagnosis() {
      return Diagnosis.of(
          new Measurements(
              3.3,
              startLoss,
              finalLoss,
              validationLoss,
              steps,
              batchSize,
              batchNorm,
              decayed,
              new Repeats(30_000, 3000, known),
              layers(startSaturated, startGradient),
              layers(endSaturated, endGradient),
              List.of(matrix(0.01), matrix(0.04), matrix(0.05), matrix(0.05), matrix(lastRatio))));
    }

    private List<TanhStatistics> layers(double[] saturated, double[] gradients) {
      return IntStream.range(0, startStd.length)
          .mapToObj(
              i ->
                  new TanhStatistics(
                      i + 1,
                      inputStd,
                      startStd[i],
                      saturated[i],
                      gradients[i],
                      examples,
                      100,
                      i == 0 ? dead : 0,
                      i == 0 ? nearlyDead : 0))
          .toList();
    }

    private MatrixStatistics matrix(double gradientToData) {
      return new MatrixStatistics(update, lateUpdate, gradientToData);
    }
  }

  @Test
  void nothingIsWrongWithAHealthyRun() {
    Diagnosis diagnosis = Run.with("");
    assertThat(diagnosis.grade()).isEqualTo(Grade.GOOD);
    assertThat(diagnosis.sentence()).isEqualTo("nothing wrong");
    assertThat(diagnosis.findings().stream().map(Finding::topic))
        .containsExactlyElementsIn(List.of(Topic.values()))
        .inOrder();
  }

  /** Saturation at the start is judged by the median, at the end by the worst layer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "START_LOSS       | startLoss: %s                      | 3.2 3.39 | 3.6       | 27 NaN",
        "SATURATION       | startSaturated: [60, %1$s, %1$s]   | 9        | 20        | 45 NaN",
        "SATURATION       | endSaturated: [3, %s, 2]           | 25       | 50        | 90 NaN",
        "DEAD_NEURONS     | dead: %s                           | 0        | 1         | 10",
        "UPDATES          | update: %s                         | -2.3     | -1.7 -4.6 | -0.8 -6",
        "WEIGHT_GRADIENTS | lastRatio: %s                      | 0.1      | 1         | 20",
        "FINAL_LOSS       | finalLoss: %s                      | 2.2      | ''        | 3.3 4",
        "VALIDATION_LOSS  | validationLoss: %s                 | 2.3      | 2.6       | 4.9 NaN"
      })
  void numberIsGraded(Topic topic, String change, String good, String warning, String bad) {
    assertGrades(Grade.GOOD, topic, change, good);
    assertGrades(Grade.WARNING, topic, change, warning);
    assertGrades(Grade.BAD, topic, change, bad);
  }

  private static void assertGrades(Grade grade, Topic topic, String change, String numbers) {
    for (String number : Splitter.on(' ').omitEmptyStrings().split(numbers)) {
      Finding finding = Run.with(String.format(change, number)).about(topic).get(0);
      assertWithMessage(number).that(finding.grade()).isEqualTo(grade);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "batchSize: 2 | BATCH_STATISTICS | BAD | batch normalisation takes its mean and"
            + " variance from 2 examples: little more than noise; updates are 10^-2.3 of the"
            + " data",
        "endSaturated: [18.7, 20, 24.5] | SATURATION | GOOD | saturated at the start:"
            + " 2.0% (hidden 3) to 4.0% (hidden 1); at the end: 18.7% (hidden 1) to 24.5%"
            + " (hidden 3); good is up to 10% at the start (in half of the layers) and 40% at the"
            + " end (in all)",
        "startStd: [0.6] | SATURATION | GOOD | saturated at the start: 4.0% (hidden 1);"
            + " at the end: 5.0% (hidden 1); good is up to 10% at the start (in half of the"
            + " layers) and 40% at the end (in all)",
        "startStd: [0.42, 0.1, 0.024] | ACTIVATIONS | BAD | the activations' std: 0.42"
            + " (hidden 1) to 0.02 (hidden 3) at the start, 0.42 (hidden 1) to 0.02 (hidden 3)"
            + " at the end: the signal dies out on its way; good is at most 2-fold at the"
            + " start",
        "endGradient: [0, 0.001, 0.001] | GRADIENTS | BAD | at the end the gradients are"
            + " zero in hidden 1 or in the last hidden layer",
        "endGradient: [0.001, 0.001, 0] | GRADIENTS | BAD | at the end the gradients are"
            + " zero in hidden 1 or in the last hidden layer",
        "dead: 0 | DEAD_NEURONS | GOOD | no neuron is saturated for all of 4,096"
            + " training examples",
        "dead: 10 | DEAD_NEURONS | BAD | hidden 1: 10 of 100 neurons are dead, saturated"
            + " for each of 4,096 training examples",
        "nearlyDead: 7 | DEAD_NEURONS | GOOD | no neuron is saturated for all of 4,096"
            + " training examples; hidden 1 has 7 that are saturated for 99% of them",
        "dead: 50, examples: 27 | DEAD_NEURONS | NEUTRAL | hidden 1: 50 of 100 neurons"
            + " are dead, saturated for each of 27 training examples",
        "decayed: true | UPDATES | GOOD | updates are 10^-2.3 of the data, and 10^-3.2"
            + " after the learning rate came down; good is 10^-4 to 10^-2",
        "lateUpdate: -2.1 | UPDATES | WARNING | updates are 10^-2.1 of the data at the"
            + " end, a late stage: good is up to 10^-2.5",
        "lateUpdate: -2.1, decayed: false, steps: 2000 | UPDATES | GOOD | updates are"
            + " 10^-2.3 of the data; good is 10^-4 to 10^-2",
        "finalLoss: 1000, update: NaN | UPDATES | BAD | updates are not finite numbers;"
            + " good is 10^-4 to 10^-2",
        "finalLoss: 87, update: -5.5 | UPDATES | BAD | updates are 10^-5.5 of the data,"
            + " and the loss rose",
        "lastRatio: Infinity | WEIGHT_GRADIENTS | BAD | the last layer's gradient:data"
            + " ratio is Infinity, and no gradient reaches the hidden layers",
        "finalLoss: 3.31, steps: 10 | FINAL_LOSS | NEUTRAL | the loss went from 3.32 to"
            + " 3.31: too few steps to tell",
        "finalLoss: NaN | FINAL_LOSS | BAD | training diverged",
        "finalLoss: 87, validationLoss: 90 | VALIDATION_LOSS | NEUTRAL | the validation"
            + " loss is 90.00, the last training loss 87.00"
      })
  void findingIsGradedAndSaid(String changes, Topic topic, Grade grade, String sentence) {
    List<Finding> findings = Run.with(changes).about(topic);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).sentence()).isEqualTo(sentence);
    assertThat(findings.get(0).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batchSize: 2                                 | BATCH_TOO_SMALL",
        "startLoss: 3.6                               | OVERCONFIDENT_LAST_LAYER",
        "startLoss: 20, inputStd: 9.5                 | NOT_SCALED_BY_FAN_IN",
        "startSaturated: [45, 45, 45], inputStd: 9.5  | NOT_SCALED_BY_FAN_IN",
        "startSaturated: [45, 45, 45], inputStd: 2.5  | GAIN_TOO_LARGE",
        "startStd: [0.42, 0.1, 0.024]                 | GAIN_TOO_SMALL",
        "endSaturated: [90, 90, 90]                   |",
        "dead: 50, examples: 27                       |",
        "endSaturated: [90, 90, 90], update: -1.5     | LEARNING_RATE_TOO_HIGH",
        "update: -1.7                                 | LEARNING_RATE_TOO_HIGH",
        "update: -0.8                                 | LEARNING_RATE_TOO_HIGH",
        "update: NaN, finalLoss: 1000                 | LEARNING_RATE_TOO_HIGH",
        "update: -5.5, finalLoss: 87                  | LEARNING_RATE_TOO_HIGH",
        "update: -4.6                                 | LEARNING_RATE_TOO_LOW",
        "update: -6                                   | LEARNING_RATE_TOO_LOW",
        "validationLoss: 2.6                          | OVERFITTING",
        "validationLoss: 4.9                          | OVERFITTING",
        "validationLoss: NaN                          | OVERFITTING"
      })
  void mainFindingHasItsCause(String changes, Cause cause) {
    assertThat(Run.with(changes).main().cause()).isEqualTo(Optional.ofNullable(cause));
  }

  @Test
  void saturationIsNearerToTheCauseThanAWarning() {
    Diagnosis diagnosis = Run.with("endSaturated: [90, 90, 90], update: -1.5");
    assertThat(diagnosis.main().topic()).isEqualTo(Topic.SATURATION);
  }

  @Test
  void sentenceBeginsWithTheCause() {
    assertThat(Run.with("startLoss: 3.6").sentence())
        .isEqualTo(
            "the last layer starts overconfident: the first loss is 3.60; uniform"
                + " predictions have 3.30: the network is confident before it has learned anything");
  }

  @Test
  void divergedRunIsBad() {
    Diagnosis diagnosis = Run.with("finalLoss: NaN");
    assertThat(diagnosis.grade()).isEqualTo(Grade.BAD);
    assertThat(diagnosis.about(Topic.FINAL_LOSS).get(0).toString())
        .isEqualTo("training diverged; the learning rate is too high");
  }

  @Test
  void smallBatchWithoutBatchNormIsNothing() {
    Diagnosis diagnosis = Run.with("batchSize: 2, batchNorm: false");
    assertThat(diagnosis.about(Topic.BATCH_STATISTICS)).isEmpty();
  }

  @Test
  void oneHiddenLayerHasNoDepth() {
    Diagnosis diagnosis = Run.with("startStd: [0.6]");
    assertThat(diagnosis.about(Topic.ACTIVATIONS)).isEmpty();
    assertThat(diagnosis.about(Topic.GRADIENTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.002, 0.001, GOOD, : even",
    "0.005, 0.001, WARNING, : they explode on the way back",
    "0.05, 0.001, BAD, : they explode on the way back",
    "0.001, 0.005, WARNING, : they vanish on the way back",
    "0.001, 0.05, BAD, : they vanish on the way back"
  })
  void gradientsAreComparedBetweenTheEnds(
      double first, double last, Grade grade, String conclusion) {
    for (String step : List.of("start", "end")) {
      String changes = step + "Gradient: [" + first + ", 0.001, " + last + "]";
      Finding finding = Run.with(changes).about(Topic.GRADIENTS).get(0);
      assertThat(finding.grade()).isEqualTo(grade);
      assertThat(finding.sentence()).endsWith(conclusion + "; good is up to 3-fold");
    }
  }

  @ParameterizedTest
  @CsvSource({"750, GOOD", "751, WARNING", "2250, WARNING", "2251, BAD"})
  void validationWordsShouldBeNewOnes(int known, Grade grade) {
    Diagnosis diagnosis = Run.with("known: " + known);
    assertThat(diagnosis.about(Topic.VALIDATION_LOSS).get(0).grade()).isEqualTo(grade);
    if (grade == Grade.BAD) {
      assertThat(diagnosis.sentence())
          .isEqualTo(
              "the data repeats its words: the validation loss is 2.25, the last training loss"
                  + " 2.20, but 2,251 of 3,000 validation words are also in the training part");
    }
  }
}
