package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class CrossEntropyTest extends ArrayTest {

  private final CrossEntropy crossEntropy;

  CrossEntropyTest(Layers layers) {
    crossEntropy = layers.crossEntropy();
  }

  private static float ln(double x) {
    return (float) Math.log(x);
  }

  private float loss(float[] logits, long... targets) {
    return crossEntropy
        .forward(rows(logits.length / targets.length, logits), manager.create(targets))
        .getFloat();
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
    assertNear(gradient, 1e-7, -7 / 16f, 2 / 16f, 5 / 16f, 1 / 6f, 1 / 6f, -1 / 3f);
  }

  /** exp(1000) is beyond float32: a softmax without the largest logit taken off would be NaN. */
  static List<Arguments> extremes() {
    return List.of(
        argumentSet("large", new float[] {1000, 0, -1000}, 1000, new float[] {1, -1, 0}),
        argumentSet("small", new float[] {-1000, -1000}, ln(2), new float[] {0.5f, -0.5f}),
        argumentSet("certain", new float[] {0, 1000, 0}, 0, new float[] {0, 0, 0}));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void extremeLogitsAreStable(float[] extremes, float loss, float[] gradient) {
    assertThat(loss(extremes, 1)).isWithin(1e-7f).of(loss);
    assertNear(crossEntropy.backward(), 0, gradient);
  }

  static List<Shape> otherShapes() {
    return List.of(new Shape(2, 3), new Shape(3));
  }

  @ParameterizedTest
  @MethodSource("otherShapes")
  void logitsThatAreNotARowForEachTargetAreRefused(Shape shape) {
    NDArray other = manager.ones(shape);
    NDArray three = manager.create(new long[] {0, 1, 2});

    assertThat(refusal(IllegalArgumentException.class, () -> crossEntropy.forward(other, three)))
        .isEqualTo(
            "CrossEntropy: logits of shape "
                + shape
                + " and targets of shape (3), expected (n, classes) and (n)");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, 1000})
  void targetOutsideTheVocabularyIsRefused(long target) {
    NDArray two = manager.ones(new Shape(2, 3));
    NDArray targets = manager.create(new long[] {2, target});
    assertThat(refusal(IllegalArgumentException.class, () -> crossEntropy.forward(two, targets)))
        .isEqualTo("CrossEntropy: index " + target + " is outside the vocabulary; expected 0 to 2");
  }

  @Test
  void backwardBeforeForwardIsRefused() {
    assertThat(refusal(IllegalStateException.class, crossEntropy::backward))
        .isEqualTo("CrossEntropy: call forward before backward");
  }
}
