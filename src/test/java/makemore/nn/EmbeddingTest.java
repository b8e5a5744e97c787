package makemore.nn;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import makemore.train.Layers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@ParameterizedClass
@EnumSource(Layers.class)
class EmbeddingTest extends ArrayTest {

  private final Embedding embedding;

  EmbeddingTest(Layers layers) {
    embedding = layers.embedding(4, 2);
    embedding.getParameters().get("weight").setInitializer(new Given(1, 2, 3, 4, 5, 6, 7, 8));
    embedding.initialize(manager, new Shape(1, 3));
  }

  private NDArray contexts(long... characters) {
    return manager.create(characters, new Shape(characters.length / 3, 3));
  }

  @Test
  void rowsStartAsDrawn() {
    assertThat(new Embedding(4, 2).getParameters().get("weight").getInitializer())
        .isEqualTo(InitialValues.DRAWN);
  }

  @Test
  void forwardGivesEachCharacterItsRow() {
    NDArray y = embedding.forward(contexts(0, 0, 2, 0, 2, 1), true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 3, 2));
    assertNear(y, 0, 1, 2, 1, 2, 5, 6, 1, 2, 5, 6, 3, 4);
  }

  /**
   * Character 0 is in the first context twice and in the second once, 1 + 3 + 7 and 2 + 4 + 8;
   * character 2 is in both, 5 + 9 and 6 + 10; character 1 is in the second, 11 and 12.
   */
  @Test
  void backwardAddsToTheRowOfACharacterEachTimeItOccurs() {
    embedding.forward(contexts(0, 0, 2, 0, 2, 1), true);

    NDArray gradX = embedding.backward(manager.arange(1f, 13f).reshape(2, 3, 2));

    assertThat(gradX).isNull();
    assertNear(gradient(embedding, "weight"), 0, 11, 14, 11, 12, 14, 16, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, 1000})
  void indexOutsideTheVocabularyIsRefused(long index) {
    NDArray x = contexts(0, index, 3);
    for (boolean training : new boolean[] {false, true}) {
      assertThat(refusal(IllegalArgumentException.class, () -> embedding.forward(x, training)))
          .isEqualTo(
              "Embedding(4, 2): index " + index + " is outside the vocabulary; expected 0 to 3");
    }
  }
}
