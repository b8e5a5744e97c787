package makemore.command;

import static makemore.command.VariantOptions.given;

import makemore.store.Summary;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The variant of a preset, the number of steps, and the seeds. */
final class TrainingOptions {

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
    Schedule schedule = variant.schedule();
    int decayAt = given(learningRateDecayAt, schedule.decayAt());
    return configuration(
        variant.with(new Schedule(schedule.learningRate(), decayAt)), given(seed, variant.seed()));
  }

  /**
   * The configuration of a run that goes on: its own, perhaps with more steps and other names.
   *
   * @throws InvalidInputException if there is nothing left to do
   */
  Configuration resumed(Summary earlier) {
    Configuration configuration =
        configuration(earlier.configuration(), earlier.configuration().seed());
    if (configuration.steps() <= earlier.steps()) {
      throw new InvalidInputException(
          String.format(
              "--resume: the run has made %,d steps; give more with --steps", earlier.steps()));
    }
    return configuration;
  }

  private Configuration configuration(Configuration of, long seed) {
    Configuration configuration =
        of.withSteps(given(steps, of.steps())).withSeeds(seed, given(sampleSeed, of.sampleSeed()));
    configuration.check(VariantOptions::option);
    return configuration;
  }
}
