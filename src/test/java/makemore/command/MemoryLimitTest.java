package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;

class MemoryLimitTest {

  private static final Configuration LESSON = Configuration.of(Preset.DEEP_BN);

  /**
   * Four arrays of 47,024 parameters, and twelve of the batch's activations, 32 times 3 (10 + 27)
   * of the embedding, 5 times 100 of the hidden layers and 27 logits; each number has four bytes.
   */
  private static final double NEEDED = 4 * (4 * 47_024 + 12 * 32 * (3 * 37 + 500 + 27));

  @Test
  void networkThatFitsIsAccepted() {
    MemoryLimit.check(LESSON, 27, NEEDED);
  }

  @Test
  void networkThatDoesNotFitIsRefusedWithItsSize() {
    assertThat(
            assertThrows(
                InvalidInputException.class, () -> MemoryLimit.check(LESSON, 27, NEEDED - 1)))
        .hasMessageThat()
        .isEqualTo(
            "a network of 47,024 parameters with a batch of 32 needs about 0.0 GB; this machine has"
                + " 0.0 GB; expected smaller sizes");
  }
}
