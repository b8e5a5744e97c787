package makemore.nn;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import makemore.nn.fused.FusedEmbedding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
@ParameterizedClass(name = "fused {0}")
@ValueSource(booleans = {false, true})
class EmbeddingTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final Embedding embedding;

  EmbeddingTest(boolean fused) {
    embedding = fused ? new FusedEmbedding(4, 2) : new Embedding(4, 2);
    embedding.getParameters().get("weight").setInitializer(new Given(1, 2, 3, 4, 5, 6, 7, 8));
    embedding.initialize(manager, new Shape(1, 3));
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private NDArray contexts(long... characters) {
    return manager.create(characters, new Shape(characters.length / 3, 3));
  }

  private float[] gradientAfterBackward(float... gradOutput) {
    NDArray gradX =
        embedding.backward(manager.create(gradOutput, new Shape(gradOutput.length / 6, 3, 2)));
    assertThat(gradX).isNull();
    return embedding.gradients().get(embedding.getParameters().get("weight")).toFloatArray();
  }

  @Test
  void forwardGivesEachCharacterItsRow() {
    NDArray y = embedding.forward(contexts(0, 0, 2, 0, 2, 1), true);

    assertThat(y.getShape()).isEqualTo(new Shape(2, 3, 2));
    assertThat(y.toFloatArray()).isEqualTo(new float[] {1, 2, 1, 2, 5, 6, 1, 2, 5, 6, 3, 4});
  }

  @Test
  void backwardGivesEachRowItsPart() {
    embedding.forward(contexts(2, 0, 1), true);

    assertThat(gradientAfterBackward(1, 2, 3, 4, 5, 6))
        .isEqualTo(new float[] {3, 4, 5, 6, 1, 2, 0, 0});
  }

  /**
   * Character 0 is in the first context twice and in the second once, 1 + 3 + 7 and 2 + 4 + 8;
   * character 2 is in both, 5 + 9 and 6 + 10; character 1 is in the second, 11 and 12.
   */
  @Test
  void characterThatOccursAgainAddsToItsRowAgain() {
    embedding.forward(contexts(0, 0, 2, 0, 2, 1), true);

    assertThat(gradientAfterBackward(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
        .isEqualTo(new float[] {11, 14, 11, 12, 14, 16, 0, 0});
  }

  @Test
  void inputOfOneDimensionIsRefused() {
    NDArray flat = manager.create(new long[] {0, 1, 2});

    assertThat(assertThrows(IllegalArgumentException.class, () -> embedding.forward(flat, true)))
        .hasMessageThat()
        .isEqualTo("Embedding(4, 2): the input has shape (3), expected (batch, blockSize)");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, 1000})
  void indexOutsideTheVocabularyIsRefused(long index) {
    for (boolean training : new boolean[] {false, true}) {
      assertThat(
              assertThrows(
                  IllegalArgumentException.class,
                  () -> embedding.forward(contexts(0, index, 3), training)))
          .hasMessageThat()
          .isEqualTo(
              "Embedding(4, 2): index " + index + " is outside the vocabulary; expected 0 to 3");
    }
  }

  /** DJL's parameter store keeps the array that was there in its pass. */
  @Test
  void passAfterDjlsReadsTheTableAnew() {
    NDArray x = contexts(0, 1, 2);
    embedding.forward(new ParameterStore(manager, false), new NDList(x), true);
    NDArray other = embedding.value("weight").mul(10);
    ParameterValues.set(embedding.getParameters().get("weight"), other);

    NDArray y = embedding.forward(x, true);

    assertThat(y.toFloatArray()).isEqualTo(new float[] {10, 20, 30, 40, 50, 60});
  }
}
