package makemore.command;

import makemore.input.InvalidInputException;
import makemore.store.Summary;
import makemore.train.Layers;
import makemore.train.Settings;
import picocli.CommandLine.Option;

/** The variant of a preset, the number of steps, the seeds, and the layers. */
final class TrainingOptions extends VariantOptions {

  @Option(
      names = "--layers",
      paramLabel = "plain|fused",
      description =
          "The lesson's plain layers, or fused ones: the same formulas as loops in Java, which are"
              + " faster for small arrays (default: fused).")
  private Layers layers;

  TrainingOptions() {
    add("--steps", Integer.class, Settings::withSteps).description("Steps (default: 200000).");
    add("--learning-rate-decay-at", Integer.class, Settings::withLearningRateDecayAt)
        .description("The first step with a tenth of the learning rate (default: the preset's).");
    add("--seed", Long.class, Settings::withSeed)
        .description("Seed of the parameters and the batches (default: the preset's, 2147483647).");
    add("--sample-seed", Long.class, Settings::withSampleSeed)
        .description(
            "Seed of the sampled names (default: the preset's, 2147483657; wavenet's go on with the"
                + " draws of the training).");
  }

  /** The layers that are asked for, or else those of the run that continues. */
  Layers layers(Layers standard) {
    return layers == null ? standard : layers;
  }

  /** The settings of a run that continues: only the steps and the names can be other ones. */
  Settings resumed(Summary earlier) {
    Settings before = earlier.settings();
    Settings settings = changed(before);
    settings.check(VariantOptions::optionName);
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
}
