package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import makemore.nn.fused.FusedCrossEntropy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@ParameterizedClass(name = "fused {0}")
@ValueSource(booleans = {false, true})
class CrossEntropyTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final CrossEntropy crossEntropy;

  CrossEntropyTest(boolean fused) {
    crossEntropy = fused ? new FusedCrossEntropy() : new CrossEntropy();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private float loss(float[] logits, long... targets) {
    return crossEntropy
        .forward(
            manager.create(logits, new Shape(targets.length, logits.length / targets.length)),
            manager.create(targets))
        .getFloat();
  }

  private static float ln(double x) {
    return (float) Math.log(x);
  }

  /** The softmax of ln 1, ln 2, ln 5 is 1/8, 2/8, 5/8; of three zeros it is 1/3 each. */
  private final float[] logits = {ln(1), ln(2), ln(5), 0, 0, 0};

  /** (-ln(1/8) - ln(1/3)) / 2 = ln(24) / 2. */
  @Test
  void forwardIsTheMeanOfMinusTheLogOfTheRightClassesProbability() {
    assertThat(loss(logits, 0, 2)).isWithin(2e-7f).of((float) (Math.log(24) / 2));
  }

  /** ((1/8 2/8 5/8) - (1 0 0)) / 2 and ((1/3 1/3 1/3) - (0 0 1)) / 2. */
  @Test
  void backwardIsSoftmaxMinusOneHotOverTheBatchSize() {
    loss(logits, 0, 2);

    NDArray gradient = crossEntropy.backward();

    assertThat(gradient.getShape()).isEqualTo(new Shape(2, 3));
    assertThat(gradient.toFloatArray())
        .usingTolerance(1e-7)
        .containsExactly(-7 / 16f, 2 / 16f, 5 / 16f, 1 / 6f, 1 / 6f, -1 / 3f)
        .inOrder();
  }

  @Test
  void backwardTwiceGivesTheSame() {
    loss(logits, 0, 2);

    float[] first = crossEntropy.backward().toFloatArray();

    assertThat(crossEntropy.backward().toFloatArray()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 27, 1000})
  void equalLogitsGiveTheLogOfTheNumberOfClasses(int classes) {
    assertThat(loss(new float[classes], 1)).isWithin(1e-6f).of(ln(classes));
  }

  /** exp(1000) is beyond float32: a softmax without the largest logit taken off would be NaN. */
  @Test
  void largeLogitsAreStable() {
    assertThat(loss(new float[] {1000, 0, -1000}, 1)).isEqualTo(1000f);
    assertThat(crossEntropy.backward().toFloatArray()).isEqualTo(new float[] {1, -1, 0});
  }

  @Test
  void smallLogitsAreStable() {
    assertThat(loss(new float[] {-1000, -1000}, 1)).isWithin(1e-7f).of(ln(2));
    assertThat(crossEntropy.backward().toFloatArray()).isEqualTo(new float[] {0.5f, -0.5f});
  }

  @Test
  void certaintyOfTheRightClassHasNoLoss() {
    assertThat(loss(new float[] {0, 1000, 0}, 1)).isWithin(0).of(0);
    assertThat(crossEntropy.backward().toFloatArray()).isEqualTo(new float[] {0, 0, 0});
  }

  @Test
  void otherNumberOfTargetsIsRefused() {
    NDArray two = manager.ones(new Shape(2, 3));
    NDArray three = manager.create(new long[] {0, 1, 2});

    assertThat(assertThrows(IllegalArgumentException.class, () -> crossEntropy.forward(two, three)))
        .hasMessageThat()
        .isEqualTo(
            "CrossEntropy: logits of shape (2, 3) and targets of shape (3), expected (n, classes)"
                + " and (n)");
  }

  @Test
  void logitsOfOneDimensionAreRefused() {
    NDArray flat = manager.ones(new Shape(2));
    NDArray targets = manager.create(new long[] {0, 1});

    assertThrows(IllegalArgumentException.class, () -> crossEntropy.forward(flat, targets));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, 1000})
  void targetOutsideTheVocabularyIsRefused(long target) {
    NDArray two = manager.ones(new Shape(2, 3));
    NDArray targets = manager.create(new long[] {2, target});
    String message =
        "CrossEntropy: index " + target + " is outside the vocabulary; expected 0 to 2";

    assertThat(
            assertThrows(IllegalArgumentException.class, () -> crossEntropy.forward(two, targets)))
        .hasMessageThat()
        .isEqualTo(message);
    assertThat(
            assertThrows(IllegalArgumentException.class, () -> crossEntropy.losses(two, targets)))
        .hasMessageThat()
        .isEqualTo(message);
  }

  @Test
  void backwardBeforeForwardIsRefused() {
    assertThat(assertThrows(IllegalStateException.class, crossEntropy::backward))
        .hasMessageThat()
        .isEqualTo("CrossEntropy: call forward before backward");
  }

  /** Losses are what a mean is taken of, whichever way. */
  @Test
  void backwardAfterLossesIsThatOfTheirMean() {
    loss(new float[] {0, 0, 1000}, 0);
    NDArray even = manager.zeros(new Shape(1, 2));

    NDArray losses = crossEntropy.losses(even, manager.create(new long[] {1}));

    assertThat(losses.getShape()).isEqualTo(new Shape(1, 1));
    assertThat(crossEntropy.backward().toFloatArray())
        .usingTolerance(1e-7)
        .containsExactly(0.5f, -0.5f)
        .inOrder();
  }
}
