package makemore.command;

import java.util.Objects;
import makemore.nn.Architecture;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;
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
      names = "--join",
      paramLabel = "N",
      description =
          "Neighbours that each hidden layer joins, until all of the context is one (default: the"
              + " preset's; all at once but for wavenet, 2).")
  private Integer join;

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
      description = "Batch norms with statistics of each time step apart, a mistake of the series.")
  private boolean batchNormPerTime;

  @Option(
      names = "--init",
      paramLabel = "plain|scaled",
      description =
          "Initial weights and biases: N(0,1) as drawn; or N(0,1)/sqrt(fan in), times 5/3 where no"
              + " batch norm follows, with small logits and biases 0 (default: the preset's).")
  private Start start;

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
          "Batch norm, tanh, embedding and loss by the engine's operations, or by loops in Java,"
              + " which take less time (default: fused).")
  private Layers layers;

  enum Layers {
    PLAIN,
    FUSED
  }

  enum Start {
    PLAIN,
    SCALED
  }

  Preset preset() {
    return given(preset, Preset.DEEP_BN);
  }

  /** The variant, with the lesson's number of steps and seeds; nothing is checked. */
  Configuration configuration() {
    return changed(preset().configuration());
  }

  /** A configuration of the preset, if one is given, with the options that are given. */
  Configuration changed(Configuration of) {
    if (preset != null && !preset.toString().equals(of.preset())) {
      return changed(preset.configuration());
    }
    Schedule schedule = of.schedule();
    return of.with(architecture(of.architecture()))
        .with(new Schedule(given(learningRate, schedule.learningRate()), schedule.decayAt()))
        .withBatchSize(given(batchSize, of.batchSize()));
  }

  private Architecture architecture(Architecture of) {
    boolean scaled = start == null ? of.initialization().isScaled() : start == Start.SCALED;
    Architecture changed =
        of.with(given(batchNorm, of.hasBatchNorm()), scaled)
            .withSizes(
                given(blockSize, of.blockSize()),
                join == null ? of.join() : join,
                given(embeddingSize, of.embeddingSize()),
                given(hiddenSize, of.hiddenSize()),
                given(hiddenLayers, of.hiddenLayers()))
            .withFused(layers == null ? of.fused() : layers == Layers.FUSED);
    changed = batchNormPerTime ? changed.withBatchNormPerTime() : changed;
    changed = gain == null ? changed : changed.withGain(gain);
    return lastLayerGain == null ? changed : changed.withLastLayerGain(lastLayerGain);
  }

  static <T> T given(T option, T otherwise) {
    return Objects.requireNonNullElse(option, otherwise);
  }

  /** The option of a setting that lower packages know by a plain name, such as "block size". */
  static String option(String setting) {
    return "--" + setting.replace(' ', '-');
  }
}
