package makemore.run;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import makemore.input.InvalidInputException;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.Test;

class TrainingDataTest {

  private static final Settings LESSON = Preset.DEEP_BN.settings();

  /**
   * Four arrays of 47,024 parameters, and twelve of the batch's activations, 32 times 3 (10 + 27)
   * of the embedding, 5 times 100 of the hidden layers and 27 logits; each number has four bytes.
   */
  private static final double NEEDED = 4 * (4 * 47_024 + 12 * 32 * (3 * 37 + 500 + 27));

  @Test
  void networkThatDoesNotFitIsRefusedWithItsSize() {
    TrainingData.checkMemory(LESSON, 27, NEEDED);

    assertThat(
            assertThrows(
                InvalidInputException.class,
                () -> TrainingData.checkMemory(LESSON, 27, NEEDED - 1)))
        .hasMessageThat()
        .isEqualTo(
            "a network of 47,024 parameters with a batch of 32 and 27 characters needs about 0.0 GB;"
                + " this machine has 0.0 GB; expected smaller sizes");
  }
}
