package makemore.train;

import java.util.Locale;
import java.util.function.UnaryOperator;
import makemore.train.Settings.BatchNorm;
import makemore.train.Settings.Init;

/** The series' networks, each with its initial values, its learning rate and its seeds. */
public enum Preset {
  /** One hidden layer, unscaled weights: the network of the lesson before. */
  MLP(s -> s.hiddenSize(200).hiddenLayers(1).init(Init.PLAIN).learningRateDecayAt(100_000)),

  /** One hidden layer with scaled weights and a batch normalisation: the lesson's first part. */
  MLP_BN(
      s ->
          s.hiddenSize(200)
              .hiddenLayers(1)
              .batchNorm(BatchNorm.HIDDEN)
              .epsilon(0)
              .momentum(0.001)
              .runningStd(true)
              .init(Init.FIRST_PART)
              .gain(Settings.TANH_GAIN)
              .lastLayerGain(0.01)
              .lastBiasGain(0)
              .learningRateDecayAt(100_000)),

  /** Five hidden layers, kept in balance by their initial weights alone. */
  DEEP(s -> s.gain(Settings.TANH_GAIN).lastLayerGain(0.1)),

  /** Five hidden layers, kept in balance by batch normalisation: the lesson's second part. */
  DEEP_BN(s -> s.batchNorm(BatchNorm.ALL).lastLayerGain(0.1)),

  /** Eight characters joined two by two in three hidden layers: the network of the fifth part. */
  WAVENET(
      s ->
          s.blockSize(8)
              .groupSize(2)
              .embeddingSize(24)
              .hiddenSize(128)
              .hiddenLayers(3)
              .batchNorm(BatchNorm.HIDDEN)
              .lastLayerGain(0.1)
              .seed(42)
              .sampleSeed(null));

  private final Settings settings;

  Preset(UnaryOperator<SettingsBuilder> changes) {
    SettingsBuilder lesson =
        SettingsBuilder.builder()
            .preset(toString())
            .blockSize(3)
            .embeddingSize(10)
            .hiddenSize(100)
            .hiddenLayers(5)
            .batchNorm(BatchNorm.NONE)
            .epsilon(1e-5)
            .momentum(0.1)
            .init(Init.SCALED)
            .gain(1)
            .biasGain(1)
            .lastLayerGain(1)
            .lastBiasGain(1)
            .batchSize(32)
            .steps(200_000)
            .learningRate(0.1)
            .learningRateDecayAt(150_000)
            .seed(Settings.LESSON_SEED)
            .sampleSeed(Settings.LESSON_SEED + 10);
    settings = changes.apply(lesson).build();
  }

  /** Returns the settings that the lesson trains the network with. */
  public Settings settings() {
    return settings;
  }

  /** The name on the command line and in files, such as {@code deep-bn}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
