package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Splitter;
import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.MatrixStatistics;
import makemore.inspect.Measurements.TanhStatistics;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule on made-up numbers, both ways. */
final class DiagnosisTest {

  /** The numbers of a healthy run; a test changes some of them, written as in JSON. */
  private static final class Run {
    double startLoss = 3.32;
    double finalLoss = 2.2;
    double validationLoss = 2.25;
    boolean falling = false;
    int steps = 20_000;
    int blockSize = 3;
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
    double embeddingUpdate = -3.1;
    double update = -2.3;
    double lastUpdate = -2.1;
    double firstUpdates = -2.1;
    double lastRatio = 0.1;

    static Diagnosis with(String changes) {
      return new Gson().fromJson("{" + changes + "}", Run.class).diagnosis();
    }

    private Diagnosis diagnosis() {
      return Diagnosis.of(
          new Measurements(
              3.3,
              new CountingLoss(2.82, 2.45),
              startLoss,
              finalLoss,
              validationLoss,
              falling,
              steps,
              blockSize,
              batchSize,
              batchNorm,
              decayed,
              new Repeats(30_000, 3000, known),
              layers(startSaturated, startGradient),
              layers(endSaturated, endGradient),
              matrices()));
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

    private List<MatrixStatistics> matrices() {
      List<MatrixStatistics> matrices = new ArrayList<>();
      matrices.add(matrix("embedding", embeddingUpdate, 0.01));
      for (int i = 1; i <= startStd.length; i++) {
        matrices.add(matrix("hidden " + i, update, i == 1 ? 0.04 : 0.05));
      }
      matrices.add(matrix("the output layer", lastUpdate, lastRatio));
      return matrices;
    }

    private MatrixStatistics matrix(String name, double ratio, double gradientToData) {
      return new MatrixStatistics(name, 100, ratio, firstUpdates, gradientToData);
    }
  }

  /** What the loss of the healthy run says. */
  private static final String LEARNED =
      "the loss went from 3.32 to 2.20; counting characters gives 2.82, counting pairs 2.45";

  /** A loss that shows damage, so that the rules may be worse than warnings. */
  private static final String DAMAGE = "finalLoss: 2.5, ";

  @Test
  void nothingIsWrongWithAHealthyRun() {
    Diagnosis diagnosis = Run.with("");
    assertThat(diagnosis.grade()).isEqualTo(Grade.GOOD);
    assertThat(diagnosis.sentence()).isEqualTo("nothing wrong: " + LEARNED);
    assertThat(diagnosis.findings().stream().map(Finding::topic))
        .containsExactlyElementsIn(List.of(Topic.values()))
        .inOrder();
  }

  /** Saturation at the start is judged by the median, at the end by the worst layer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "START_LOSS       | startLoss: %s                      | 3.2 3.4 3.404 | 3.41 3.6  | 27 NaN",
        "SATURATION       | startSaturated: [60, %1$s, %1$s]   | 9 10.04  | 10.1 20   | 45 NaN",
        "SATURATION       | endSaturated: [3, %s, 2]           | 25       | 50        | 90 NaN",
        "DEAD_NEURONS     | dead: %s                           | 0        | 1         | 10",
        "DEAD_NEURONS     | nearlyDead: %s                     | 5        | 6         | 85",
        "UPDATES          | update: %s                         | -2.3 -1.96 -3.6 | -1.94 -4.6 | -0.8 -6.1",
        "UPDATES          | firstUpdates: %s                   | -2 -1.96 | -1.94 -1.5 | -1.4 0",
        "UPDATES          | lastUpdate: %s                     | -2.04    | -1.8      | -1.3 NaN",
        "UPDATES          | embeddingUpdate: %s                | -3.1     | -4.6      | -8.6",
        "WEIGHT_GRADIENTS | lastRatio: %s                      | 0.1      | 1         | 20"
      })
  void numberIsGraded(Topic topic, String change, String good, String warning, String bad) {
    assertGrades(Grade.GOOD, topic, DAMAGE + change, good);
    assertGrades(Grade.WARNING, topic, DAMAGE + change, warning);
    assertGrades(Grade.BAD, topic, DAMAGE + change, bad);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FINAL_LOSS       | finalLoss: %s       | 2.2 2.454 | 2.46 2.8 | 2.82 3.3 4 NaN",
        "VALIDATION_LOSS  | validationLoss: %s  | 2.3 2.45  | 2.46 2.6 | 4.9 NaN"
      })
  void lossIsGraded(Topic topic, String change, String good, String warning, String bad) {
    assertGrades(Grade.GOOD, topic, change, good);
    assertGrades(Grade.WARNING, topic, change, warning);
    assertGrades(Grade.BAD, topic, change, bad);
  }

  private static void assertGrades(Grade grade, Topic topic, String change, String numbers) {
    for (String number : Splitter.on(' ').omitEmptyStrings().split(numbers)) {
      Finding finding = Run.with(String.format(change, number)).about(topic).get(0);
      assertWithMessage(number + " " + finding).that(finding.grade()).isEqualTo(grade);
    }
  }

  /** Where the loss is good or it is too early to say, no rule about size says more. */
  @ParameterizedTest
  @ValueSource(strings = {"finalLoss: 2.2", "finalLoss: 3.3, steps: 30"})
  void withoutDamageRulesOnlyWarn(String loss) {
    Diagnosis diagnosis = Run.with(loss + ", endSaturated: [90, 99, 90], dead: 50, update: -8");
    assertThat(diagnosis.findings().stream().map(Finding::grade)).doesNotContain(Grade.BAD);
    assertThat(diagnosis.about(Topic.SATURATION).get(0).grade()).isEqualTo(Grade.WARNING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "batchSize: 2 | BATCH_STATISTICS | WARNING | batch normalisation takes its mean and"
            + " variance from 2 examples: little more than noise",
        "finalLoss: 2.5, batchSize: 1 | BATCH_STATISTICS | BAD | batch normalisation takes its mean"
            + " and variance from 1 example: little more than noise",
        "endSaturated: [18.7, 20, 24.5] | SATURATION | GOOD | saturated at the start:"
            + " 2.0% (hidden 3) to 4.0% (hidden 1); at the end: 18.7% (hidden 1) to 24.5%"
            + " (hidden 3); good is up to 10% at the start (in half of the layers) and 40% at the"
            + " end (in all)",
        "startStd: [0.6] | SATURATION | GOOD | saturated at the start: 4.0% (hidden 1);"
            + " at the end: 5.0% (hidden 1); good is up to 10% at the start (in half of the"
            + " layers) and 40% at the end (in all)",
        "finalLoss: 2.5, startStd: [0.42, 0.1, 0.024] | ACTIVATIONS | BAD | the activations' std:"
            + " 0.42 (hidden 1) to 0.02 (hidden 3) at the start, 0.42 (hidden 1) to 0.02 (hidden 3)"
            + " at the end: the signal dies out, by a factor of 4.18 a layer; good is a factor of up"
            + " to 1.2 a layer",
        "finalLoss: 2.5, startStd: [1, 1, 1], endSaturated: [92, 99, 99] | ACTIVATIONS | NEUTRAL |"
            + " the activations' std: 1.00 (hidden 1) to 1.00 (hidden 3) at the start, 1.00 (hidden"
            + " 1) to 1.00 (hidden 3) at the end: where they are saturated, this says little",
        "finalLoss: 2.5, endGradient: [0, 0.001, 0.001] | GRADIENTS | BAD | the gradients"
            + " are zero in hidden 1 or in the last hidden layer",
        "finalLoss: 2.5, endGradient: [0.001, 0.001, 0] | GRADIENTS | BAD | the gradients"
            + " are zero in hidden 1 or in the last hidden layer",
        "finalLoss: 2.5, endGradient: [1e-9, 0.001, 0.001] | GRADIENTS | BAD | on the way back from"
            + " hidden 3 to hidden 1 the gradients' std changes by a factor of 1.22 a layer at the"
            + " start, 0.0010 at the end: they vanish; good is up to a factor of 1.32",
        "finalLoss: 2.5, startStd: [0.5, 0.1, 0] | ACTIVATIONS | BAD | the activations' std: 0.50"
            + " (hidden 1) to 0.00 (hidden 3) at the start, 0.50 (hidden 1) to 0.00 (hidden 3) at the"
            + " end: the signal dies out",
        "finalLoss: 2.5, embeddingUpdate: -8, update: -7 | UPDATES | BAD | updates are 10^-8.0"
            + " (embedding) to 10^-2.1 (the output layer) of the data; the largest in the first steps"
            + " was 10^-2.1 (embedding): embedding, hidden 1, hidden 2, hidden 3 have stopped"
            + " learning",
        "finalLoss: 2.5, lastRatio: 0.52 | WEIGHT_GRADIENTS | GOOD | the last layer's gradient:data"
            + " ratio is 0.52, 10 times the hidden layers'; good is up to 10 times",
        "dead: 0 | DEAD_NEURONS | GOOD | no neuron is saturated for all of 4,096"
            + " training examples",
        "dead: 10 | DEAD_NEURONS | WARNING | hidden 1: 10 of 100 neurons are dead, saturated"
            + " for each of 4,096 training examples",
        "dead: 1 | DEAD_NEURONS | WARNING | hidden 1: 1 of 100 neurons is dead, saturated"
            + " for each of 4,096 training examples",
        "nearlyDead: 4 | DEAD_NEURONS | GOOD | no neuron is saturated for all of 4,096"
            + " training examples; hidden 1: 4 of 100 neurons are saturated for 99% of them",
        "dead: 50, examples: 27 | DEAD_NEURONS | NEUTRAL | hidden 1: 50 of 100 neurons"
            + " are dead, saturated for each of 27 training examples",
        "decayed: true | UPDATES | GOOD | updates are 10^-3.1 (embedding) to 10^-2.1 (the output"
            + " layer) of the data; the largest in the first steps was 10^-2.1 (embedding); usual is"
            + " 10^-4 to 10^-2",
        "finalLoss: 2.5, embeddingUpdate: -1e999 | UPDATES | BAD | updates are 0 (embedding) to"
            + " 10^-2.1 (the output layer) of the data; the largest in the first steps was 10^-2.1"
            + " (embedding): embedding has stopped learning",
        "falling: true, update: -3.6, finalLoss: 2.6 | UPDATES | WARNING | updates are 10^-3.6"
            + " (hidden 1) to 10^-2.1 (the output layer) of the data; the largest in the first steps"
            + " was 10^-2.1 (embedding); usual is 10^-4 to 10^-2, and the loss was still falling",
        "steps: 30 | UPDATES | NEUTRAL | updates are 10^-3.1 (embedding) to 10^-2.1 (the output"
            + " layer) of the data; the largest in the first steps was 10^-2.1 (embedding): too few"
            + " steps to judge",
        "finalLoss: 2.5, lastRatio: Infinity | WEIGHT_GRADIENTS | BAD | the last layer's"
            + " gradient:data ratio is Infinity, and no gradient reaches the hidden layers",
        "lastRatio: 9, steps: 30 | WEIGHT_GRADIENTS | NEUTRAL | the last layer's gradient:data"
            + " ratio is 9, 180 times the hidden layers'; good is up to 10 times; too few steps to"
            + " judge",
        "finalLoss: 3.31, steps: 10 | FINAL_LOSS | NEUTRAL | too early to say after 10 steps: the"
            + " loss went from 3.32 to 3.31; counting characters gives 2.82, counting pairs 2.45",
        "finalLoss: 2.83 | FINAL_LOSS | BAD | the loss went from 3.32 to 2.83; counting characters"
            + " gives 2.82, counting pairs 2.45: no better than counting characters",
        "finalLoss: 2.6 | FINAL_LOSS | WARNING | the loss went from 3.32 to 2.60; counting"
            + " characters gives 2.82, counting pairs 2.45: worse than counting pairs",
        "finalLoss: 2.5, blockSize: 1 | FINAL_LOSS | NEUTRAL | the loss went from 3.32 to 2.50;"
            + " counting characters gives 2.82, counting pairs 2.45, the least with one character of"
            + " context",
        "finalLoss: NaN | FINAL_LOSS | BAD | training diverged",
        "finalLoss: 87 | FINAL_LOSS | BAD | the loss went from 3.32 to 87.00: training made the"
            + " network worse",
        "finalLoss: NaN, validationLoss: 90 | VALIDATION_LOSS | NEUTRAL | before training diverged,"
            + " the validation loss was 90.00",
        "finalLoss: 87, validationLoss: 90 | VALIDATION_LOSS | NEUTRAL | the validation"
            + " loss is 90.00, the training loss 87.00"
      })
  void findingIsGradedAndSaid(String changes, Topic topic, Grade grade, String sentence) {
    List<Finding> findings = Run.with(changes).about(topic);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).sentence()).isEqualTo(sentence);
    assertThat(findings.get(0).grade()).isEqualTo(grade);
  }

  /** What only the loss can tell, too high or too low a rate, is blamed only if it shows damage. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batchSize: 2                                            | BATCH_TOO_SMALL",
        "startLoss: 3.6                                          | OVERCONFIDENT_LAST_LAYER",
        "startLoss: 20, inputStd: 9.5                            | NOT_SCALED_BY_FAN_IN",
        "startSaturated: [45, 45, 45], inputStd: 9.5             | NOT_SCALED_BY_FAN_IN",
        "startSaturated: [45, 45, 45], inputStd: 2.5             | GAIN_TOO_LARGE",
        "startSaturated: [45, 45, 45], inputStd: 4.5             | GAIN_TOO_LARGE",
        "startStd: [0.42, 0.1, 0.024]                            | GAIN_TOO_SMALL",
        "endSaturated: [90, 90, 90]                              |",
        "dead: 50, examples: 27                                  |",
        "update: -0.8, firstUpdates: -0.8                        |",
        "update: -0.8, firstUpdates: -0.8, finalLoss: 2.5        | LEARNING_RATE_TOO_HIGH",
        "update: -1.7, firstUpdates: -1.7, finalLoss: 2.5        |",
        "update: -3.1, firstUpdates: -0.3, finalLoss: 40         | LEARNING_RATE_TOO_HIGH",
        "update: -1e999, firstUpdates: 0, finalLoss: 1000        | LEARNING_RATE_TOO_HIGH",
        "firstUpdates: -0.3, finalLoss: NaN                      | LEARNING_RATE_TOO_HIGH",
        "firstUpdates: -0.3, finalLoss: 2.9, startLoss: 20       | OVERCONFIDENT_LAST_LAYER",
        "update: -4.6, finalLoss: 2.6                            |",
        "update: -4.6, falling: true                             |",
        "update: -4.6, falling: true, finalLoss: 2.6             | LEARNING_RATE_TOO_LOW",
        "update: -4.6, falling: true, finalLoss: 2.6, steps: 300 |",
        "update: -3.5, falling: true, finalLoss: 2.6, startLoss: 4 | LEARNING_RATE_TOO_LOW",
        "validationLoss: 2.6                                     | OVERFITTING",
        "validationLoss: 4.9                                     | OVERFITTING",
        "validationLoss: NaN                                     | OVERFITTING"
      })
  void likelyCauseIsNamed(String changes, Cause cause) {
    assertThat(Run.with(changes).cause()).isEqualTo(Optional.ofNullable(cause));
  }

  @ParameterizedTest
  @CsvSource({
    "finalLoss: 2.2, GOOD",
    "'update: -8, firstUpdates: 0', GOOD",
    "startLoss: 3.6, WARNING",
    "finalLoss: 2.6, WARNING",
    "finalLoss: 2.9, BAD",
    "'finalLoss: 3.3, steps: 30', NEUTRAL",
    "'finalLoss: 3.3, steps: 30, startLoss: 3.6', WARNING"
  })
  void onlyDamageIsBad(String changes, Grade grade) {
    assertThat(Run.with(changes).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "startLoss: 3.6 | the loss went from 3.60 to 2.20; counting characters gives 2.82, counting"
            + " pairs 2.45. Worth a look: the first loss is 3.60; uniform predictions have 3.30: the"
            + " network is confident before it has learned anything. Likely cause: the last layer"
            + " starts overconfident",
        "finalLoss: NaN, batchSize: 2 | training diverged. Symptom: batch normalisation takes its"
            + " mean and variance from 2 examples: little more than noise. Likely cause: the batch is"
            + " too small for batch normalisation",
        "finalLoss: NaN | training diverged",
        "lastUpdate: -1.2 | nothing wrong: the loss went from 3.32 to 2.20; counting characters gives"
            + " 2.82, counting pairs 2.45"
      })
  void sentenceSaysDamageSymptomAndCause(String changes, String sentence) {
    assertThat(Run.with(changes).sentence()).isEqualTo(sentence);
  }

  @Test
  void learningRateIsNotBlamedForASmallBatch() {
    String diverged = "finalLoss: NaN, firstUpdates: 0, batchSize: ";
    assertThat(Run.with(diverged + 2).about(Topic.UPDATES).get(0).cause())
        .hasValue(Cause.BATCH_TOO_SMALL);
    assertThat(Run.with(diverged + 32).about(Topic.UPDATES).get(0).cause())
        .hasValue(Cause.LEARNING_RATE_TOO_HIGH);
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

  /** The limits are for a layer: what ten layers multiply to is not compared with them. */
  @ParameterizedTest
  @CsvSource({
    "1.7, 1, 2, GOOD, : even",
    "1.8, 1, 2, WARNING, : they explode",
    "4, 1, 2, BAD, : they explode",
    "1, 1.8, 2, WARNING, : they vanish",
    "1, 4, 2, BAD, : they vanish",
    "11, 1, 19, GOOD, : even"
  })
  void gradientsAreComparedLayerByLayer(
      double first, double last, int layers, Grade grade, String conclusion) {
    double[] between = new double[layers + 1];
    Arrays.fill(between, 1);
    between[0] = first;
    between[layers] = last;
    String stds = Arrays.toString(DoubleStream.generate(() -> 0.6).limit(layers + 1).toArray());
    for (String step : List.of("start", "end")) {
      String same = "finalLoss: 2.5, startStd: %1$s, startSaturated: %1$s, endSaturated: %1$s, ";
      String flat = Arrays.toString(DoubleStream.generate(() -> 1).limit(layers + 1).toArray());
      String other = step.equals("start") ? "end" : "start";
      String changes =
          String.format(same, stds)
              + String.format("%sGradient: %s, ", step, Arrays.toString(between))
              + String.format("%sGradient: %s", other, flat);
      Finding finding = Run.with(changes).about(Topic.GRADIENTS).get(0);
      assertThat(finding.grade()).isEqualTo(grade);
      assertThat(finding.sentence()).endsWith(conclusion + "; good is up to a factor of 1.32");
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
              LEARNED
                  + ". Worth a look: the validation loss is 2.25, the training loss 2.20, but 2,251"
                  + " of 3,000 validation words are also in the training part. Likely cause: the data"
                  + " repeats its words");
    }
  }
}
