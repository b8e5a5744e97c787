package makemore.command;

import java.util.Objects;
import java.util.stream.Stream;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The variant of a preset, the number of steps, and the seeds. */
final class TrainingOptions {

  /** The largest number of steps that can be asked for. */
  static final int MOST_STEPS = 100_000_000;

  @Mixin private VariantOptions variantOptions;

  @Option(names = "--steps", paramLabel = "N", description = "Steps (default: 200000).")
  private Integer steps;

  @Option(
      names = "--learning-rate-decay-at",
      paramLabel = "STEP",
      description = "The first step with a tenth of the learning rate (default: the preset's).")
  private Integer learningRateDecayAt;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Seed of the parameters and the batches (default: 2147483647).")
  private Long seed;

  @Option(
      names = "--sample-seed",
      paramLabel = "SEED",
      description = "Seed of the sampled names (default: 2147483657).")
  private Long sampleSeed;

  Preset preset() {
    return variantOptions.preset();
  }

  /**
   * The configuration of a new run.
   *
   * @throws InvalidInputException if a number is out of its range
   */
  Configuration configuration() {
    Configuration variant = variantOptions.configuration();
    Configuration configuration =
        new Configuration(
            variant.preset(),
            variant.architecture(),
            new Schedule(
                variant.schedule().learningRate(),
                Objects.requireNonNullElse(learningRateDecayAt, variant.schedule().decayAt())),
            variant.batchSize(),
            Objects.requireNonNullElse(steps, variant.steps()),
            Objects.requireNonNullElse(seed, variant.seed()),
            Objects.requireNonNullElse(sampleSeed, variant.sampleSeed()));
    OptionRange.check("--steps", configuration.steps(), 1, MOST_STEPS);
    OptionRange.check(
        "--learning-rate-decay-at", configuration.schedule().decayAt(), 1, Integer.MAX_VALUE);
    return configuration;
  }

  /**
   * The configuration of a run that goes on: its own, perhaps with more steps.
   *
   * @param earlier the run's configuration
   * @param made the number of steps that it made
   * @throws InvalidInputException if there is nothing left to do, or anything else is to be changed
   */
  Configuration resumed(Configuration earlier, int made) {
    if (variantOptions.anyChanged()
        || Stream.of(learningRateDecayAt, seed).anyMatch(Objects::nonNull)) {
      throw new InvalidInputException(
          "--resume goes on with the run's own settings; only --steps, --sample-seed and --threads"
              + " can be given with it");
    }
    int target = Objects.requireNonNullElse(steps, earlier.steps());
    OptionRange.check("--steps", target, 1, MOST_STEPS);
    if (target <= made) {
      throw new InvalidInputException(
          String.format("--resume: the run has made %,d steps; give more with --steps", made));
    }
    return new Configuration(
        earlier.preset(),
        earlier.architecture(),
        earlier.schedule(),
        earlier.batchSize(),
        target,
        earlier.seed(),
        Objects.requireNonNullElse(sampleSeed, earlier.sampleSeed()));
  }
}
