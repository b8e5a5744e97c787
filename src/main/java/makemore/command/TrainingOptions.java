package makemore.command;

import java.util.Arrays;
import java.util.List;
import makemore.nn.Architecture;
import makemore.nn.Architecture.Placement;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The preset, and what is changed in it. */
final class TrainingOptions {

  private static final int LARGEST = 1_000_000;
  private static final int MOST_LAYERS = 1000;
  private static final int MOST_STEPS = 100_000_000;
  private static final double LARGEST_RATE = 1000;

  @Option(
      names = "--preset",
      defaultValue = "deep-bn",
      converter = PresetConverter.class,
      completionCandidates = PresetNames.class,
      description = "Network and schedule: ${COMPLETION-CANDIDATES} (default: deep-bn).")
  private Preset preset;

  @Option(names = "--steps", paramLabel = "N", description = "Steps (default: 200000).")
  private Integer steps;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Examples in a step (default: 32).")
  private Integer batchSize;

  @Option(
      names = "--block-size",
      paramLabel = "N",
      description = "Characters in a context (default: 3).")
  private Integer blockSize;

  @Option(
      names = "--embedding-size",
      paramLabel = "N",
      description = "Features of a character (default: 10).")
  private Integer embeddingSize;

  @Option(
      names = "--hidden-size",
      paramLabel = "N",
      description = "Neurons in a hidden layer (default: the preset's).")
  private Integer hiddenSize;

  @Option(
      names = "--hidden-layers",
      paramLabel = "N",
      description = "Hidden layers (default: the preset's).")
  private Integer hiddenLayers;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "The first learning rate (default: 0.1).")
  private Double learningRate;

  @Option(
      names = "--learning-rate-decay-at",
      paramLabel = "STEP",
      description = "The first step with a tenth of it (default: the preset's).")
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
  static final class PresetNames extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PresetNames() {
      super(Arrays.stream(Preset.values()).map(Preset::toString).toList());
    }
  }

  Preset preset() {
    return preset;
  }

  /**
   * The configuration of a new run.
   *
   * @throws InvalidInputException if a number is out of its range
   */
  Configuration configuration() {
    Configuration lesson = Configuration.of(preset);
    Architecture architecture = lesson.architecture();
    Schedule schedule = lesson.schedule();
    Configuration configuration =
        new Configuration(
            lesson.preset(),
            new Architecture(
                or(blockSize, architecture.blockSize()),
                or(embeddingSize, architecture.embeddingSize()),
                or(hiddenSize, architecture.hiddenSize()),
                or(hiddenLayers, architecture.hiddenLayers()),
                architecture.batchNorm(),
                architecture.initialization()),
            new Schedule(
                or(learningRate, schedule.learningRate()),
                or(learningRateDecayAt, schedule.decayAt())),
            or(batchSize, lesson.batchSize()),
            or(steps, lesson.steps()),
            or(seed, lesson.seed()),
            or(sampleSeed, lesson.sampleSeed()));
    check(configuration);
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
    List<Object> fixed =
        Arrays.asList(
            batchSize,
            blockSize,
            embeddingSize,
            hiddenSize,
            hiddenLayers,
            learningRate,
            learningRateDecayAt,
            seed);
    if (fixed.stream().anyMatch(option -> option != null)) {
      throw new InvalidInputException(
          "--resume goes on with the run's own settings; only --steps, --sample-seed and --threads"
              + " can be given with it");
    }
    int target = or(steps, earlier.steps());
    if (target <= made) {
      throw new InvalidInputException(
          String.format("--resume: the run has made %,d steps; give more with --steps", made));
    }
    Configuration configuration =
        new Configuration(
            earlier.preset(),
            earlier.architecture(),
            earlier.schedule(),
            earlier.batchSize(),
            target,
            earlier.seed(),
            or(sampleSeed, earlier.sampleSeed()));
    check(configuration);
    return configuration;
  }

  private static void check(Configuration configuration) {
    Architecture architecture = configuration.architecture();
    boolean batchNorm = architecture.batchNorm().placement() != Placement.NOWHERE;
    // The variance over n - 1 of a single example would be 0 / 0.
    OptionRange.check("--batch-size", configuration.batchSize(), batchNorm ? 2 : 1, LARGEST);
    OptionRange.check("--steps", configuration.steps(), 1, MOST_STEPS);
    OptionRange.check("--block-size", architecture.blockSize(), 1, LARGEST);
    OptionRange.check("--embedding-size", architecture.embeddingSize(), 1, LARGEST);
    OptionRange.check("--hidden-size", architecture.hiddenSize(), 1, LARGEST);
    OptionRange.check("--hidden-layers", architecture.hiddenLayers(), 1, MOST_LAYERS);
    OptionRange.checkPositive(
        "--learning-rate", configuration.schedule().learningRate(), LARGEST_RATE);
    OptionRange.check(
        "--learning-rate-decay-at", configuration.schedule().decayAt(), 1, Integer.MAX_VALUE);
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
