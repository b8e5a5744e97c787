package makemore.train;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import makemore.input.Range;
import makemore.random.TorchGenerator;
import makemore.text.Examples;

/**
 * The batches of a training run: each step draws its examples from the generator, with replacement,
 * as the lesson's {@code torch.randint(0, n, (batch_size,), generator=g)} does.
 *
 * <p>Many steps' indices are drawn at once, which gives the same numbers as drawing them step by
 * step; nothing else may draw from the generator in between.
 */
public final class Batches {

  static final int DRAWN_AT_ONCE = 32_000;

  private final TorchGenerator generator;
  private final Examples examples;
  private final int batchSize;
  private long[] drawn = {};
  private int used;

  /** From the generator's present state on. */
  public Batches(TorchGenerator generator, Examples examples, int batchSize) {
    this.generator = generator;
    this.examples = examples;
    Range.check("batch size", batchSize, 1, Integer.MAX_VALUE);
    this.batchSize = batchSize;
  }

  public Batch next(NDManager manager) {
    return Batch.of(manager, examples, nextIndices());
  }

  /** Draws the next batch's indices alone, from 0 to the number of examples - 1. */
  public long[] nextIndices() {
    if (used == drawn.length) {
      int batches = Math.max(1, DRAWN_AT_ONCE / batchSize);
      drawn = generator.randint(examples.size(), batches * batchSize);
      used = 0;
    }
    used += batchSize;
    return Arrays.copyOfRange(drawn, used - batchSize, used);
  }
}
