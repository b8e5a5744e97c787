package makemore.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import makemore.nn.Architecture;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The preset, and what makes a variant of it: all but the number of steps and the seeds. */
final class VariantOptions {

  private static final int LARGEST_BATCH = 1_000_000;
  private static final double LARGEST_RATE = 1000;

  @Option(
      names = "--preset",
      defaultValue = "deep-bn",
      converter = PresetConverter.class,
      completionCandidates = PresetNames.class,
      description = "Network and schedule: ${COMPLETION-CANDIDATES} (default: deep-bn).")
  private Preset preset;

  @Mixin private ArchitectureOptions architectureOptions;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Examples in a step (default: 32).")
  private Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "The first learning rate (default: 0.1).")
  private Double learningRate;

  /** Reads a preset's name. */
  static final class PresetConverter implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String name) {
      return Preset.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown preset '" + name + "'" + Nearest.hint(name, new PresetNames())));
    }
  }

  /** The presets' names. */
  static final class PresetNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PresetNames() {
      super(Arrays.stream(Preset.values()).map(Preset::toString).toList());
    }
  }

  Preset preset() {
    return preset;
  }

  /** Whether anything of the preset is changed. */
  boolean anyChanged() {
    return architectureOptions.anyGiven() || batchSize != null || learningRate != null;
  }

  /**
   * The variant, with the lesson's number of steps and seeds.
   *
   * @throws makemore.text.InvalidInputException if a number is out of its range
   */
  Configuration configuration() {
    Configuration lesson = Configuration.of(preset);
    Architecture architecture = architectureOptions.architecture(lesson.architecture());
    int batch = Objects.requireNonNullElse(batchSize, lesson.batchSize());
    double rate = Objects.requireNonNullElse(learningRate, lesson.schedule().learningRate());
    // The variance over n - 1 of a single example would be 0 / 0.
    OptionRange.check("--batch-size", batch, architecture.hasBatchNorm() ? 2 : 1, LARGEST_BATCH);
    OptionRange.checkPositive("--learning-rate", rate, LARGEST_RATE);
    return new Configuration(
        lesson.preset(),
        architecture,
        new Schedule(rate, lesson.schedule().decayAt()),
        batch,
        lesson.steps(),
        lesson.seed(),
        lesson.sampleSeed());
  }
}
