package makemore.command;

import static makemore.command.VariantOptions.given;

import makemore.input.InvalidInputException;
import makemore.store.Summary;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
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

  /** The layers that are asked for, or else those of the run that continues. */
  Layers layers(Layers standard) {
    return variantOptions.layers(standard);
  }

  /** The settings of a new run; refuses a number that is out of its range. */
  Settings settings() {
    return changed(variantOptions.settings());
  }

  /** The settings of a run that continues: only the steps and the names can be other ones. */
  Settings resumed(Summary earlier) {
    Settings before = earlier.settings();
    Settings settings = changed(variantOptions.changed(before));
    Settings same = settings.withSteps(before.steps()).withSampleSeed(before.sampleSeed());
    if (!same.equals(before)) {
      throw new InvalidInputException(
          "--resume: the run was begun with other options; leave out all but --steps and"
              + " --sample-seed");
    }
    if (settings.steps() < earlier.steps()) {
      throw new InvalidInputException(
          String.format(
              "--resume: the run has made %,d steps already; expected more in --steps",
              earlier.steps()));
    }
    return settings;
  }

  private Settings changed(Settings s) {
    Settings settings =
        s.with(
            b ->
                b.steps(given(steps, s.steps()))
                    .learningRateDecayAt(given(learningRateDecayAt, s.learningRateDecayAt()))
                    .seed(given(seed, s.seed()))
                    .sampleSeed(sampleSeed == null ? s.sampleSeed() : sampleSeed));
    settings.check(VariantOptions::option);
    return settings;
  }
}
