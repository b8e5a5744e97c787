package makemore.train;

import makemore.nn.Architecture;

/**
 * All that decides a run's numbers, the data apart.
 *
 * @param preset the name of the preset that the run began from
 * @param architecture the network and how its parameters start
 * @param schedule the learning rate of each step
 * @param batchSize the number of examples in a step
 * @param steps the number of steps
 * @param seed of the generator of the parameters and the batches
 * @param sampleSeed of the generator of the sampled names
 */
public record Configuration(
    String preset,
    Architecture architecture,
    Schedule schedule,
    int batchSize,
    int steps,
    long seed,
    long sampleSeed) {

  /** The lesson's batch size. */
  public static final int BATCH_SIZE = 32;

  /** The lesson's number of steps. */
  public static final int STEPS = 200_000;

  /** The lesson's seed. */
  public static final long SEED = 2147483647L;

  /** The lesson's seed of the names, {@code 2147483647 + 10}. */
  public static final long SAMPLE_SEED = 2147483657L;

  /**
   * What the lesson does with a preset.
   *
   * @param preset the preset
   * @return its configuration
   */
  public static Configuration of(Preset preset) {
    return new Configuration(
        preset.toString(),
        preset.architecture(),
        preset.schedule(),
        BATCH_SIZE,
        STEPS,
        SEED,
        SAMPLE_SEED);
  }
}
