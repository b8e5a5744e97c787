package makemore.command;

import static makemore.command.VariantOptions.given;

import java.util.List;
import makemore.input.InvalidInputException;
import makemore.store.Summary;
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
      description = "Seed of the parameters and the batches (default: the preset's, 2147483647).")
  private Long seed;

  @Option(
      names = "--sample-seed",
      paramLabel = "SEED",
      description =
          "Seed of the sampled names (default: the preset's, 2147483657; wavenet's go on with the"
              + " draws of the training).")
  private Long sampleSeed;

  Preset preset() {
    return variantOptions.preset();
  }

  /** The configuration of a new run; refuses a number that is out of its range. */
  Configuration configuration() {
    return changed(variantOptions.configuration());
  }

  static TrainingOptions of(List<String> words) {
    TrainingOptions options = new TrainingOptions();
    Program.commandLine(options).parseArgs(words.toArray(String[]::new));
    return options;
  }

  /** The configuration of a run that goes on: only the steps and the names can be other ones. */
  Configuration resumed(Summary earlier) {
    Configuration of = earlier.configuration();
    Configuration configuration = changed(variantOptions.changed(of));
    Configuration same = of.withSteps(configuration.steps());
    if (!same.withSeeds(of.seed(), configuration.sampleSeed()).equals(configuration)) {
      throw new InvalidInputException(
          "--resume: the run was begun with other options; leave out all but --steps and"
              + " --sample-seed");
    }
    if (configuration.steps() < earlier.steps()) {
      throw new InvalidInputException(
          String.format(
              "--resume: the run has made %,d steps already; expected more in --steps",
              earlier.steps()));
    }
    return configuration;
  }

  private Configuration changed(Configuration of) {
    Schedule schedule = of.schedule();
    int decayAt = given(learningRateDecayAt, schedule.decayAt());
    Configuration configuration =
        of.with(new Schedule(schedule.learningRate(), decayAt))
            .withSteps(given(steps, of.steps()))
            .withSeeds(given(seed, of.seed()), sampleSeed == null ? of.sampleSeed() : sampleSeed);
    configuration.check(VariantOptions::option);
    return configuration;
  }
}
