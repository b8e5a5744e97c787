package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.MatrixStatistics;
import makemore.inspect.Measurements.TanhStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on made-up numbers, both ways. */
final class DiagnosisTest {

  /** The numbers of a healthy run; a test changes one of them. */
  private static final class Run {
    double startLoss = 3.32;
    double finalLoss = 2.2;
    double validationLoss = 2.25;
    int steps = 20_000;
    int batchSize = 32;
    boolean batchNorm = true;
    boolean decayed = true;
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

    Diagnosis diagnosis() {
      return Diagnosis.of(measurements());
    }

    Measurements measurements() {
      return new Measurements(
          3.3,
          startLoss,
          finalLoss,
          validationLoss,
          steps,
          batchSize,
          batchNorm,
          decayed,
          layers(startSaturated, startGradient),
          layers(endSaturated, endGradient),
          List.of(matrix(0.01), matrix(0.04), matrix(0.05), matrix(0.05), matrix(lastRatio)));
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

  private static void assertFinding(Run run, Topic topic, Grade grade, String sentence) {
    List<Finding> findings = run.diagnosis().about(topic);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).sentence()).isEqualTo(sentence);
    assertThat(findings.get(0).grade()).isEqualTo(grade);
  }

  @Test
  void nothingIsWrongWithAHealthyRun() {
    Diagnosis diagnosis = new Run().diagnosis();
    assertThat(diagnosis.grade()).isEqualTo(Grade.GOOD);
    assertThat(diagnosis.sentence()).isEqualTo("nothing wrong");
    assertThat(diagnosis.findings().stream().map(Finding::topic))
        .containsExactlyElementsIn(List.of(Topic.values()))
        .inOrder();
  }

  @Test
  void smallBatchOfBatchNormIsNoise() {
    Run run = new Run();
    run.batchSize = 2;
    assertThat(run.diagnosis().main().cause()).hasValue(Cause.BATCH_TOO_SMALL);
    assertFinding(
        run,
        Topic.BATCH_STATISTICS,
        Grade.BAD,
        "batch normalisation takes its mean and variance from 2 examples: little more than noise;"
            + " updates are 10^-2.3 of the data");
  }

  @Test
  void smallBatchWithoutBatchNormIsNothing() {
    Run run = new Run();
    run.batchSize = 2;
    run.batchNorm = false;
    assertThat(run.diagnosis().about(Topic.BATCH_STATISTICS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3.2, GOOD", "3.39, GOOD", "3.6, WARNING", "27, BAD", "NaN, BAD"})
  void startLossIsMeasuredAgainstUniformPredictions(double loss, Grade grade) {
    Run run = new Run();
    run.startLoss = loss;
    assertThat(run.diagnosis().about(Topic.START_LOSS).get(0).grade()).isEqualTo(grade);
  }

  @Test
  void highStartLossIsOfAnOverconfidentLastLayer() {
    Run run = new Run();
    run.startLoss = 3.6;
    assertThat(run.diagnosis().sentence())
        .isEqualTo(
            "the last layer starts overconfident: the first loss is 3.60; uniform"
                + " predictions have 3.30: the network is confident before it has learned anything");
  }

  @Test
  void highStartLossOfUnscaledLayersIsOfAllWeights() {
    Run run = new Run();
    run.startLoss = 20;
    run.inputStd = 9.5;
    assertThat(run.diagnosis().main().cause()).hasValue(Cause.NOT_SCALED_BY_FAN_IN);
  }

  @Test
  void saturationNamesTheLeastAndTheMostSaturatedLayer() {
    Run run = new Run();
    run.endSaturated = new double[] {18.7, 20, 24.5};
    assertFinding(
        run,
        Topic.SATURATION,
        Grade.GOOD,
        "saturated at the start: 2.0% (hidden 3) to 4.0% (hidden 1); at the end: 18.7% (hidden 1)"
            + " to 24.5% (hidden 3); good is up to 10% at the start (in half of the layers) and 40%"
            + " at the end (in all)");
  }

  @ParameterizedTest
  @CsvSource({"9, GOOD", "20, WARNING", "45, BAD", "NaN, BAD"})
  void saturationAtTheStartIsJudgedByTheMedian(double percent, Grade grade) {
    Run run = new Run();
    run.startSaturated = new double[] {60, percent, percent};
    assertThat(run.diagnosis().about(Topic.SATURATION).get(0).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({"25, GOOD", "50, WARNING", "90, BAD", "NaN, BAD"})
  void saturationAtTheEndIsJudgedByTheWorstLayer(double percent, Grade grade) {
    Run run = new Run();
    run.endSaturated = new double[] {3, percent, 2};
    assertThat(run.diagnosis().about(Topic.SATURATION).get(0).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({"2.5, GAIN_TOO_LARGE", "9.5, NOT_SCALED_BY_FAN_IN"})
  void saturationIsOfTheInitialWeightsWhereTheInputsStartLarge(double inputStd, Cause cause) {
    Run run = new Run();
    run.startSaturated = new double[] {45, 45, 45};
    run.inputStd = inputStd;
    assertThat(run.diagnosis().main().cause()).hasValue(cause);
  }

  @Test
  void saturationAfterAHealthyStartIsOfTheLearningRateIfThatIsHigh() {
    Run run = new Run();
    run.endSaturated = new double[] {90, 90, 90};
    assertThat(run.diagnosis().main().cause()).isEmpty();
    run.update = -1.5;
    assertThat(run.diagnosis().main().topic()).isEqualTo(Topic.SATURATION);
    assertThat(run.diagnosis().main().cause()).hasValue(Cause.LEARNING_RATE_TOO_HIGH);
  }

  @Test
  void shrinkingActivationsAreOfASmallGain() {
    Run run = new Run();
    run.startStd = new double[] {0.42, 0.1, 0.024};
    assertThat(run.diagnosis().main().cause()).hasValue(Cause.GAIN_TOO_SMALL);
    assertFinding(
        run,
        Topic.ACTIVATIONS,
        Grade.BAD,
        "the activations' std: 0.42 (hidden 1) to 0.02 (hidden 3) at the start, 0.42 (hidden 1) to"
            + " 0.02 (hidden 3) at the end: the signal dies out on its way; good is at most 2-fold"
            + " at the start");
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
    Run atTheStart = new Run();
    atTheStart.startGradient = new double[] {first, 0.001, last};
    Run atTheEnd = new Run();
    atTheEnd.endGradient = new double[] {first, 0.001, last};
    for (Run run : List.of(atTheStart, atTheEnd)) {
      Finding finding = run.diagnosis().about(Topic.GRADIENTS).get(0);
      assertThat(finding.grade()).isEqualTo(grade);
      assertThat(finding.sentence()).endsWith(conclusion + "; good is up to 3-fold");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0.001", "NaN, 0.001", "0, 0", "0.001, 0"})
  void noGradientAtOneEndIsBadAndHasNoRatio(double first, double last) {
    Run run = new Run();
    run.endGradient = new double[] {first, 0.001, last};
    assertFinding(
        run,
        Topic.GRADIENTS,
        Grade.BAD,
        "at the end the gradients are zero in hidden 1 or in the last hidden layer");
  }

  @Test
  void oneHiddenLayerHasNoDepth() {
    Run run = new Run();
    run.startStd = new double[] {0.6};
    assertThat(run.diagnosis().about(Topic.ACTIVATIONS)).isEmpty();
    assertThat(run.diagnosis().about(Topic.GRADIENTS)).isEmpty();
    assertFinding(
        run,
        Topic.SATURATION,
        Grade.GOOD,
        "saturated at the start: 4.0% (hidden 1); at the end: 5.0% (hidden 1); good is up to 10%"
            + " at the start (in half of the layers) and 40% at the end (in all)");
  }

  @ParameterizedTest
  @CsvSource({"0, GOOD", "1, WARNING", "10, BAD"})
  void deadNeuronsAreCounted(int dead, Grade grade) {
    Run run = new Run();
    run.dead = dead;
    Finding finding = run.diagnosis().about(Topic.DEAD_NEURONS).get(0);
    assertThat(finding.grade()).isEqualTo(grade);
    assertThat(finding.sentence())
        .isEqualTo(
            dead == 0
                ? "no neuron is saturated for all of 4,096 training examples"
                : "hidden 1: "
                    + dead
                    + " of 100 neurons are dead, saturated for each of 4,096 training examples");
  }

  @Test
  void nearlyDeadNeuronsAreNamedApart() {
    Run run = new Run();
    run.nearlyDead = 7;
    assertFinding(
        run,
        Topic.DEAD_NEURONS,
        Grade.GOOD,
        "no neuron is saturated for all of 4,096 training examples; hidden 1 has 7 that are"
            + " saturated for 99% of them");
  }

  @Test
  void fewExamplesCannotTellWhichNeuronsAreDead() {
    Run run = new Run();
    run.dead = 50;
    run.examples = 27;
    assertThat(run.diagnosis().about(Topic.DEAD_NEURONS).get(0).grade()).isEqualTo(Grade.NEUTRAL);
    assertThat(run.diagnosis().sentence()).isEqualTo("nothing wrong");
  }

  @ParameterizedTest
  @CsvSource({
    "-1.7, WARNING, LEARNING_RATE_TOO_HIGH",
    "-0.8, BAD, LEARNING_RATE_TOO_HIGH",
    "-4.6, WARNING, LEARNING_RATE_TOO_LOW",
    "-6, BAD, LEARNING_RATE_TOO_LOW"
  })
  void updatesFarFromAThousandthAreOfTheLearningRate(double update, Grade grade, Cause cause) {
    Run run = new Run();
    run.update = update;
    assertThat(run.diagnosis().main().grade()).isEqualTo(grade);
    assertThat(run.diagnosis().main().cause()).hasValue(cause);
  }

  @Test
  void updatesThatComeDownAreGood() {
    assertFinding(
        new Run(),
        Topic.UPDATES,
        Grade.GOOD,
        "updates are 10^-2.3 of the data, and 10^-3.2 after the learning rate came down; good is"
            + " 10^-4 to 10^-2");
  }

  @Test
  void updatesOfALateStageShouldHaveComeDown() {
    Run run = new Run();
    run.lateUpdate = -2.1;
    assertFinding(
        run,
        Topic.UPDATES,
        Grade.WARNING,
        "updates are 10^-2.1 of the data at the end, a late stage: good is up to 10^-2.5");
  }

  @Test
  void updatesOfAShortRunNeedNotHaveComeDown() {
    Run run = new Run();
    run.lateUpdate = -2.1;
    run.decayed = false;
    run.steps = 2000;
    assertFinding(
        run, Topic.UPDATES, Grade.GOOD, "updates are 10^-2.3 of the data; good is 10^-4 to 10^-2");
  }

  @ParameterizedTest
  @CsvSource({"0.1, GOOD", "1, WARNING", "20, BAD"})
  void lastLayerShouldNotLearnMuchFaster(double ratio, Grade grade) {
    Run run = new Run();
    run.lastRatio = ratio;
    assertThat(run.diagnosis().about(Topic.WEIGHT_GRADIENTS).get(0).grade()).isEqualTo(grade);
  }

  @ParameterizedTest
  @CsvSource({"2.2, GOOD", "3.3, BAD", "4, BAD"})
  void finalLossShouldBeBelowThatOfUniformPredictions(double loss, Grade grade) {
    Run run = new Run();
    run.finalLoss = loss;
    assertThat(run.diagnosis().about(Topic.FINAL_LOSS).get(0).grade()).isEqualTo(grade);
  }

  @Test
  void fewStepsNeedNotHaveLearned() {
    Run run = new Run();
    run.finalLoss = 3.31;
    run.steps = 10;
    assertThat(run.diagnosis().about(Topic.FINAL_LOSS).get(0).grade()).isEqualTo(Grade.NEUTRAL);
  }

  @Test
  void divergedRunIsBad() {
    Run run = new Run();
    run.finalLoss = Double.NaN;
    Diagnosis diagnosis = run.diagnosis();
    assertThat(diagnosis.grade()).isEqualTo(Grade.BAD);
    assertThat(diagnosis.about(Topic.FINAL_LOSS).get(0).toString())
        .isEqualTo("training diverged; the learning rate is too high");
  }

  /** The weights have grown, so that the updates are small beside them. */
  @Test
  void smallUpdatesOfARunThatRoseAreOfAHighLearningRate() {
    Run run = new Run();
    run.finalLoss = 87;
    run.validationLoss = 90;
    run.update = -5.5;
    assertThat(run.diagnosis().sentence())
        .isEqualTo(
            "the learning rate is too high: updates are 10^-5.5 of the data, and the loss rose");
    assertThat(run.diagnosis().about(Topic.VALIDATION_LOSS).get(0).grade())
        .isEqualTo(Grade.NEUTRAL);
  }

  @Test
  void updatesThatAreNotFiniteAreNoPowerOfTen() {
    Run run = new Run();
    run.finalLoss = 1000;
    run.update = Double.NaN;
    assertFinding(
        run, Topic.UPDATES, Grade.BAD, "updates are not finite numbers; good is 10^-4 to 10^-2");
    assertThat(run.diagnosis().main().cause()).hasValue(Cause.LEARNING_RATE_TOO_HIGH);
  }

  @Test
  void lastLayerAloneHasGradients() {
    Run run = new Run();
    run.lastRatio = Double.POSITIVE_INFINITY;
    assertFinding(
        run,
        Topic.WEIGHT_GRADIENTS,
        Grade.BAD,
        "the last layer's gradient:data ratio is Infinity, and no gradient reaches the hidden"
            + " layers");
  }

  @ParameterizedTest
  @CsvSource({"2.3, GOOD", "2.6, WARNING", "4.9, BAD", "NaN, BAD"})
  void validationLossShouldBeNearTheTrainingLoss(double validation, Grade grade) {
    Run run = new Run();
    run.validationLoss = validation;
    Finding finding = run.diagnosis().about(Topic.VALIDATION_LOSS).get(0);
    assertThat(finding.grade()).isEqualTo(grade);
    if (grade != Grade.GOOD) {
      assertThat(run.diagnosis().main().cause()).hasValue(Cause.OVERFITTING);
    }
  }
}
