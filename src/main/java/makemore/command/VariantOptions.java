package makemore.command;

import java.util.Objects;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.Init;
import picocli.CommandLine.Option;

/** The preset, and what makes a variant of it: all but the number of steps and the seeds. */
final class VariantOptions {

  @Option(
      names = "--preset",
      description = "Network and schedule: ${COMPLETION-CANDIDATES} (default: deep-bn).")
  private Preset preset;

  @Option(
      names = "--block-size",
      paramLabel = "N",
      description = "Characters in a context (default: the preset's, 3 or 8).")
  private Integer blockSize;

  @Option(
      names = "--group-size",
      paramLabel = "N",
      description =
          "Neighbours that each hidden layer joins, until the whole context is joined (default: the"
              + " preset's: 2 for wavenet, all at once for the others).")
  private Integer groupSize;

  @Option(
      names = "--embedding-size",
      paramLabel = "N",
      description = "Features of a character (default: the preset's, 10 or 24).")
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
      names = "--batch-norm-per-time",
      description = "Reproduces the bug of part 5: separate statistics for each time step.")
  private boolean batchNormPerTime;

  @Option(
      names = "--init",
      paramLabel = "plain|scaled",
      description =
          "Initial weights and biases: N(0,1) as drawn; or N(0,1)/sqrt(fan in), times 5/3 where no"
              + " batch norm follows, with small logits and biases 0 (default: the preset's).")
  private Start init;

  @Option(
      names = "--gain",
      paramLabel = "GAIN",
      description =
          "Factor of the hidden layers' initial weights, in place of --init's (default: the"
              + " preset's).")
  private Double gain;

  @Option(
      names = "--last-layer-gain",
      paramLabel = "GAIN",
      description =
          "Factor of the last layer: its batch norm's initial gamma, or else its initial weights'"
              + " factor (default: the preset's).")
  private Double lastLayerGain;

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

  @Option(
      names = "--layers",
      paramLabel = "plain|fused",
      description =
          "The lesson's plain layers, or fused ones: the same formulas as loops in Java, which are"
              + " faster for small arrays (default: fused).")
  private Layers layers;

  Preset preset() {
    return given(preset, Preset.DEEP_BN);
  }

  Layers layers(Layers standard) {
    return given(layers, standard);
  }

  /** The variant, with the lesson's number of steps and seeds; nothing is checked. */
  Settings settings() {
    return changed(preset().settings());
  }

  /** The preset's settings, if one is given, or else others, with the options that are given. */
  Settings changed(Settings earlier) {
    if (preset != null && !preset.toString().equals(earlier.preset())) {
      return changed(preset.settings());
    }
    Settings start = earlier.batchNormalised(given(batchNorm, earlier.hasBatchNorm()));
    boolean wasScaled = start.init() != Init.PLAIN;
    boolean scaled = init == null ? wasScaled : init == Start.SCALED;
    Settings s = scaled == wasScaled ? start : start.started(scaled);
    return s.with(
        b ->
            b.blockSize(given(blockSize, s.blockSize()))
                .groupSize(groupSize == null ? s.groupSize() : groupSize)
                .embeddingSize(given(embeddingSize, s.embeddingSize()))
                .hiddenSize(given(hiddenSize, s.hiddenSize()))
                .hiddenLayers(given(hiddenLayers, s.hiddenLayers()))
                .batchNormPerTime(batchNormPerTime || s.batchNormPerTime())
                .gain(given(gain, s.gain()))
                .lastLayerGain(given(lastLayerGain, s.lastLayerGain()))
                .batchSize(given(batchSize, s.batchSize()))
                .learningRate(given(learningRate, s.learningRate())));
  }

  /** The two kinds of initial values that an option names. */
  enum Start {
    PLAIN,
    SCALED
  }

  static <T> T given(T option, T standard) {
    return Objects.requireNonNullElse(option, standard);
  }

  /** The option of a setting that lower packages know by a plain name, such as "block size". */
  static String option(String setting) {
    return "--" + setting.replace(' ', '-');
  }
}
