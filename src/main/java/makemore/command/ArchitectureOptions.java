package makemore.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import makemore.nn.Architecture;
import makemore.nn.BatchNormOptions;
import makemore.nn.Initialization;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is changed in a preset's network and in how its parameters start. */
final class ArchitectureOptions {

  private static final int LARGEST = 1_000_000;
  private static final int MOST_LAYERS = 1000;
  private static final double LARGEST_GAIN = 1000;
  private static final String PLAIN = "plain";
  private static final String SCALED = "scaled";

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
      names = "--batch-norm",
      negatable = true,
      fallbackValue = "true",
      description = "With or without batch normalisations (default: the preset's).")
  private Boolean batchNorm;

  @Option(
      names = "--init",
      paramLabel = PLAIN + "|" + SCALED,
      converter = StartConverter.class,
      description =
          "First weights and biases: N(0,1) as drawn; or N(0,1)/sqrt(fan in), times 5/3 where no"
              + " batch norm follows, with small logits and biases 0 (default: the preset's).")
  private Start start;

  @Option(
      names = "--gain",
      paramLabel = "GAIN",
      description =
          "Factor of the hidden layers' first weights, in place of --init's (default: the"
              + " preset's).")
  private Double gain;

  @Option(
      names = "--last-layer-gain",
      paramLabel = "GAIN",
      description =
          "Factor of the last layer: its batch norm's first gamma, or else its first weights'"
              + " factor (default: the preset's).")
  private Double lastLayerGain;

  /** How the parameters start. */
  enum Start {
    PLAIN,
    SCALED
  }

  /** Reads how the parameters start. */
  static final class StartConverter implements ITypeConverter<Start> {
    @Override
    public Start convert(String name) {
      return switch (name) {
        case PLAIN -> Start.PLAIN;
        case SCALED -> Start.SCALED;
        default ->
            throw new TypeConversionException(
                "unknown initialisation '"
                    + name
                    + "'"
                    + Nearest.hint(name, List.of(PLAIN, SCALED)));
      };
    }
  }

  boolean anyGiven() {
    return Stream.of(
            blockSize,
            embeddingSize,
            hiddenSize,
            hiddenLayers,
            batchNorm,
            start,
            gain,
            lastLayerGain)
        .anyMatch(Objects::nonNull);
  }

  /**
   * The architecture of a new run.
   *
   * @param preset the architecture that it begins from
   * @throws makemore.text.InvalidInputException if a number is out of its range
   */
  Architecture architecture(Architecture preset) {
    boolean scaled = start == null ? preset.initialization().isScaled() : start == Start.SCALED;
    Architecture based =
        preset.with(Objects.requireNonNullElse(batchNorm, preset.hasBatchNorm()), scaled);
    Architecture architecture =
        new Architecture(
            Objects.requireNonNullElse(blockSize, preset.blockSize()),
            Objects.requireNonNullElse(embeddingSize, preset.embeddingSize()),
            Objects.requireNonNullElse(hiddenSize, preset.hiddenSize()),
            Objects.requireNonNullElse(hiddenLayers, preset.hiddenLayers()),
            based.batchNorm(),
            initialization(based.initialization(), based.batchNorm()));
    OptionRange.check("--block-size", architecture.blockSize(), 1, LARGEST);
    OptionRange.check("--embedding-size", architecture.embeddingSize(), 1, LARGEST);
    OptionRange.check("--hidden-size", architecture.hiddenSize(), 1, LARGEST);
    OptionRange.check("--hidden-layers", architecture.hiddenLayers(), 1, MOST_LAYERS);
    return architecture;
  }

  private Initialization initialization(Initialization based, BatchNormOptions norm) {
    Initialization initialization = based;
    if (gain != null) {
      OptionRange.checkPositive("--gain", gain, LARGEST_GAIN);
      initialization = initialization.withGain(gain);
    }
    if (lastLayerGain != null) {
      OptionRange.checkPositive("--last-layer-gain", lastLayerGain, LARGEST_GAIN);
      initialization = initialization.withLastLayerGain(norm.placement(), lastLayerGain);
    }
    return initialization;
  }
}
