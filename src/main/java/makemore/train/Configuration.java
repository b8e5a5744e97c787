package makemore.train;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.nn.Architecture;
import makemore.nn.Architecture.Placement;
import makemore.nn.Initialization;

/**
 * All that decides a run's numbers, the data apart.
 *
 * @param sampleSeed of the names; null if they go on with the draws of the training
 */
public record Configuration(
    String preset,
    Architecture architecture,
    Schedule schedule,
    int batchSize,
    int steps,
    long seed,
    Long sampleSeed) {

  public static final int BATCH_SIZE = 32;
  public static final long SEED = 2147483647L;

  /** The least multiplications of a product of two matrices that threads share with profit. */
  private static final long SHARED_MULTIPLICATIONS = 20_000_000;

  private static final int LARGEST_SIZE = 1_000_000;
  private static final int MOST_LAYERS = 1000;
  private static final int MOST_STEPS = 100_000_000;
  private static final double LARGEST_FACTOR = 1000;

  public Configuration with(Architecture other) {
    return new Configuration(preset, other, schedule, batchSize, steps, seed, sampleSeed);
  }

  public Configuration with(Schedule other) {
    return new Configuration(preset, architecture, other, batchSize, steps, seed, sampleSeed);
  }

  public Configuration withBatchSize(int other) {
    return new Configuration(preset, architecture, schedule, other, steps, seed, sampleSeed);
  }

  public Configuration withSteps(int other) {
    return new Configuration(preset, architecture, schedule, batchSize, other, seed, sampleSeed);
  }

  public Configuration withSeeds(long other, Long otherSampleSeed) {
    return new Configuration(
        preset, architecture, schedule, batchSize, steps, other, otherSampleSeed);
  }

  /**
   * The number of compute threads that makes the steps fastest: one, or all processors where the
   * products of matrices are so large that the threads' agreement takes little of their time.
   */
  public int fastestThreads() {
    long hidden = architecture.hiddenSize();
    boolean large = batchSize * hidden * hidden >= SHARED_MULTIPLICATIONS;
    return large ? Runtime.getRuntime().availableProcessors() : 1;
  }

  /**
   * Checks that each number is in its range.
   *
   * @param name makes the name that the user knows from a plain one, such as "block size"
   * @throws makemore.input.InvalidInputException if a number is not
   */
  public void check(UnaryOperator<String> name) {
    Range.check(name.apply("block size"), architecture.blockSize(), 1, LARGEST_SIZE);
    Range.check(name.apply("embedding size"), architecture.embeddingSize(), 1, LARGEST_SIZE);
    Range.check(name.apply("hidden size"), architecture.hiddenSize(), 1, LARGEST_SIZE);
    Range.check(name.apply("hidden layers"), architecture.hiddenLayers(), 1, MOST_LAYERS);
    if (architecture.join() != null) {
      checkJoin(name);
    }
    Range.check(name.apply("epsilon"), architecture.batchNorm().epsilon(), 0, 1);
    Range.check(name.apply("momentum"), architecture.batchNorm().momentum(), 0, 1);
    Initialization start = architecture.initialization();
    Range.checkPositive(name.apply("gain"), start.hiddenWeight().gain(), LARGEST_FACTOR);
    boolean lastNorm = architecture.batchNorm().placement() == Placement.EVERYWHERE;
    double lastGain = lastNorm ? start.outputGamma() : start.outputWeight().gain();
    Range.checkPositive(name.apply("last layer gain"), lastGain, LARGEST_FACTOR);
    // The variance over n - 1 of a single example would be 0 / 0.
    int leastBatch = architecture.hasBatchNorm() ? 2 : 1;
    Range.check(name.apply("batch size"), batchSize, leastBatch, LARGEST_SIZE);
    Range.checkPositive(name.apply("learning rate"), schedule.learningRate(), LARGEST_FACTOR);
    Range.check(name.apply("learning rate decay at"), schedule.decayAt(), 1, Integer.MAX_VALUE);
    Range.check(name.apply("steps"), steps, 1, MOST_STEPS);
  }

  /** Checks that the hidden layers join all of a context and no more. */
  private void checkJoin(UnaryOperator<String> name) {
    long n = architecture.join();
    Range.check(name.apply("join"), n, 2, LARGEST_SIZE);
    List<Long> right =
        LongStream.iterate(n, size -> size <= LARGEST_SIZE, size -> n * size)
            .limit(architecture.hiddenLayers())
            .boxed()
            .toList();
    if (!right.contains((long) architecture.blockSize())) {
      throw new InvalidInputException(
          String.format(
              "%s %d: expected one of %s, which hidden layers that join %d each can join",
              name.apply("block size"), architecture.blockSize(), right, n));
    }
  }
}
