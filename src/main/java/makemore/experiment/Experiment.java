package makemore.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.Init;

/** The questions that can be asked, each with its variants and its measures. */
public enum Experiment {
  /** The lesson's three networks, and the controls that make them mean something. */
  COMPARISON(
      "Do batch normalisation and scaled initial weights help?",
      List.of(
          new Variant("mlp", "mlp", Preset.MLP.settings()),
          new Variant("mlp-scaled", "mlp", Preset.MLP.settings().withScaledInit(true)),
          new Variant("deep-plain", "mlp", Preset.DEEP.settings().withScaledInit(false)),
          new Variant("deep", "mlp", Preset.DEEP.settings()),
          new Variant("deep-bn-plain", "mlp", Preset.DEEP_BN.settings().withScaledInit(false)),
          new Variant("deep-bn", "mlp", Preset.DEEP_BN.settings())),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** The lecture's loss log: each rung mends one thing of the network of the rung before. */
  LOSS_LOG(
      "What does each repair of the initial weights add to one hidden layer?",
      lossLog(),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Networks of 1 to 30 hidden layers. */
  DEPTH(
      "How deep can a network be and still learn?",
      each(
          List.of(1, 2, 5, 10, 20, 30),
          Settings::withHiddenLayers,
          new Variant("plain", "plain", Preset.DEEP.settings().withScaledInit(false)),
          new Variant("scaled", "plain", Preset.DEEP.settings()),
          new Variant("bn-plain", "plain", Preset.DEEP_BN.settings().withScaledInit(false)),
          new Variant("bn-scaled", "plain", Preset.DEEP_BN.settings())),
      List.of(
          Measure.TRAIN_LOSS,
          Measure.VALIDATION_LOSS,
          Measure.MOST_SATURATED,
          Measure.GRADIENT_RATIO)),

  /** Learning rates from 0.003 to 10. */
  LEARNING_RATE(
      "At which learning rates does a network still learn?",
      each(
          List.of(0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
          Settings::withLearningRate,
          new Variant("deep", "deep", Preset.DEEP.settings()),
          new Variant("deep-bn", "deep", Preset.DEEP_BN.settings())),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS, Measure.UPDATE_RATIO)),

  /** The learning rate of each run goes from 0.001 to 1, as in the series' second part. */
  RANGE(
      "From which learning rate on does the loss no longer fall?",
      Stream.of(Preset.MLP, Preset.DEEP_BN)
          .map(
              preset ->
                  new Variant(
                      preset.toString(),
                      "mlp",
                      preset.settings().withLearningRate(0.001).withLastLearningRate(1.0)))
          .toList(),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS)),

  /** Longer contexts, joined at once or level by level, as in the series' fifth part. */
  CONTEXT(
      "Does a longer context help, and joining it level by level?",
      List.of(
          new Variant("flat-3", "flat-3", joined(3, 3, 200, 1)),
          new Variant("flat-8", "flat-3", joined(8, 8, 200, 1)),
          new Variant("joined", "flat-8", joined(8, 2, 68, 3)),
          new Variant("joined-per-time", "joined", joined(8, 2, 68, 3).withBatchNormPerTime(true)),
          new Variant("wavenet", "joined", Preset.WAVENET.settings())),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Breaks one thing at a time, and asks the rules what it is. */
  BREAK_IT(
      "What do the numbers show when a network is broken?",
      List.of(
          new Variant("deep-bn", "deep-bn", Preset.DEEP_BN.settings()),
          new Variant("gain-3", "deep-bn", Preset.DEEP.settings().withGain(3)),
          new Variant("gain-0.5", "deep-bn", Preset.DEEP.settings().withGain(0.5)),
          new Variant("no-fan-in", "deep-bn", Preset.DEEP.settings().withScaledInit(false)),
          new Variant("over-confident", "deep-bn", Preset.DEEP_BN.settings().withLastLayerGain(1)),
          new Variant("batch-size-2", "deep-bn", Preset.DEEP_BN.settings().withBatchSize(2)),
          new Variant("learning-rate-3", "deep-bn", Preset.DEEP_BN.settings().withLearningRate(3))),
      List.of(
          Measure.START_LOSS_EXCESS,
          Measure.SATURATED_AT_START,
          Measure.SATURATED_AT_END,
          Measure.GRADIENT_RATIO,
          Measure.UPDATE_RATIO,
          Measure.DEAD_NEURONS,
          Measure.TRAIN_LOSS,
          Measure.VALIDATION_LOSS));

  private final String question;
  private final List<Variant> variants;

  /** What is measured of each variant, in the order of the columns. */
  final List<Measure> measures;

  Experiment(String question, List<Variant> variants, List<Measure> measures) {
    this.question = question;
    this.variants = variants;
    this.measures = measures;
  }

  /** Lists groups of variants that differ by a number and are named after it. */
  private static <N extends Number> List<Variant> each(
      List<N> numbers, BiFunction<Settings, N, Settings> change, Variant... groups) {
    List<Variant> variants = new ArrayList<>();
    for (N number : numbers) {
      for (Variant group : groups) {
        String end =
            "-" + BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toPlainString();
        Settings settings = change.apply(group.settings(), number);
        variants.add(
            new Variant(group.name() + end, group.name(), group.control() + end, settings));
      }
    }
    return variants;
  }

  /** The rungs, each of them compared with the one before. */
  private static List<Variant> lossLog() {
    Settings drawn = Preset.MLP.settings();
    Settings unsure = drawn.with(s -> s.lastLayerGain(0.01).lastBiasGain(0));
    Settings small = unsure.with(s -> s.gain(0.2).biasGain(0.01));
    Settings kaiming = small.with(s -> s.init(Init.FIRST_PART).gain(5.0 / 3));
    return List.of(
        new Variant("as-drawn", "as-drawn", drawn),
        new Variant("last-layer-x-0.01", "as-drawn", unsure),
        new Variant("hidden-x-0.2", "last-layer-x-0.01", small),
        new Variant("kaiming", "hidden-x-0.2", kaiming),
        new Variant("batch-norm", "kaiming", Preset.MLP_BN.settings()));
  }

  private static Settings joined(int blockSize, int groupSize, int hiddenSize, int hiddenLayers) {
    return Preset.WAVENET
        .settings()
        .with(
            s ->
                s.blockSize(blockSize)
                    .groupSize(groupSize)
                    .embeddingSize(10)
                    .hiddenSize(hiddenSize)
                    .hiddenLayers(hiddenLayers));
  }

  public String question() {
    return question;
  }

  /** The part of the steps from which on the learning rate is a tenth. */
  public double dropAfter() {
    return this == LOSS_LOG ? 0.5 : this == RANGE ? 1 : 0.75;
  }

  /** How many steps a run makes if the user does not say. */
  public int defaultSteps() {
    return this == RANGE ? 1000 : 20_000;
  }

  /** What is trained, in the order of the rows. */
  public List<Variant> variants() {
    return variants;
  }

  /** The name on the command line, such as {@code break-it}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
