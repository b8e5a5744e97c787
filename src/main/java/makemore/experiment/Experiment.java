package makemore.experiment;

import static makemore.train.Preset.DEEP;
import static makemore.train.Preset.DEEP_BN;
import static makemore.train.Preset.MLP;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import makemore.nn.Architecture;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/** The questions that can be asked, each with its variants and with what is measured of them. */
public enum Experiment {
  /** The lesson's three networks, and the controls that make them mean something. */
  COMPARISON(
      "Do batch normalisation and scaled initial weights help?",
      List.of(
          variant("mlp", "mlp", "--preset=mlp", of(MLP)),
          variant("mlp-scaled", "mlp", "--preset=mlp --init=scaled", of(MLP, scaled(true))),
          variant("deep-plain", "mlp", "--preset=deep --init=plain", of(DEEP, scaled(false))),
          variant("deep", "mlp", "--preset=deep", of(DEEP)),
          variant(
              "deep-bn-plain", "mlp", "--preset=deep-bn --init=plain", of(DEEP_BN, scaled(false))),
          variant("deep-bn", "mlp", "--preset=deep-bn", of(DEEP_BN))),
      List.of(Setting.HIDDEN_LAYERS, Setting.BATCH_NORM, Setting.INITIAL_WEIGHTS),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Networks of 1 to 30 hidden layers. */
  DEPTH(
      "How deep can a network be that still learns?",
      Stream.of(1, 2, 5, 10, 20, 30).flatMap(Experiment::ofDepth).toList(),
      List.of(Setting.HIDDEN_LAYERS, Setting.BATCH_NORM, Setting.INITIAL_WEIGHTS),
      List.of(
          Measure.TRAIN_LOSS,
          Measure.VALIDATION_LOSS,
          Measure.MOST_SATURATED,
          Measure.GRADIENT_RATIO)),

  /** Learning rates from 0.003 to 10. */
  LEARNING_RATE(
      "At which learning rates does a network still learn?",
      Stream.of("0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10")
          .flatMap(Experiment::ofLearningRate)
          .toList(),
      List.of(Setting.BATCH_NORM, Setting.LEARNING_RATE),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS, Measure.UPDATE_RATIO)),

  /** What goes wrong, one cause at a time. */
  BREAK_IT(
      "What do the numbers show when a network is broken?",
      List.of(
          variant("deep-bn", "deep-bn", "--preset=deep-bn", of(DEEP_BN)),
          variant("gain-3", "deep-bn", "--preset=deep --gain=3", of(DEEP, net -> net.withGain(3))),
          variant(
              "gain-0.5",
              "deep-bn",
              "--preset=deep --gain=0.5",
              of(DEEP, net -> net.withGain(0.5))),
          variant("no-fan-in", "deep-bn", "--preset=deep --init=plain", of(DEEP, scaled(false))),
          variant(
              "over-confident",
              "deep-bn",
              "--preset=deep-bn --last-layer-gain=1",
              of(DEEP_BN, net -> net.withLastLayerGain(1))),
          variant(
              "batch-size-2",
              "deep-bn",
              "--preset=deep-bn --batch-size=2",
              of(DEEP_BN).withBatchSize(2)),
          variant(
              "learning-rate-3", "deep-bn", "--preset=deep-bn --learning-rate=3", of(DEEP_BN, 3))),
      List.of(Setting.OPTIONS),
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
  private final List<Setting> settings;
  private final List<Measure> measures;

  Experiment(
      String question, List<Variant> variants, List<Setting> settings, List<Measure> measures) {
    this.question = question;
    this.variants = variants;
    this.settings = settings;
    this.measures = measures;
  }

  private static Variant variant(
      String name, String control, String options, Configuration configuration) {
    return new Variant(name, "", control, options, configuration);
  }

  private static Configuration of(Preset preset) {
    return Configuration.of(preset);
  }

  private static Configuration of(Preset preset, UnaryOperator<Architecture> change) {
    return of(preset).with(change.apply(preset.architecture()));
  }

  private static Configuration of(Preset preset, double learningRate) {
    return of(preset).with(new Schedule(learningRate, preset.schedule().decayAt()));
  }

  private static UnaryOperator<Architecture> scaled(boolean scaled) {
    return net -> net.with(net.hasBatchNorm(), scaled);
  }

  private static Stream<Variant> ofDepth(int layers) {
    return Stream.of(
        ofGroup("plain", "--preset=deep --init=plain", of(DEEP, scaled(false)), layers),
        ofGroup("scaled", "--preset=deep", of(DEEP), layers),
        ofGroup("bn-plain", "--preset=deep-bn --init=plain", of(DEEP_BN, scaled(false)), layers),
        ofGroup("bn-scaled", "--preset=deep-bn", of(DEEP_BN), layers));
  }

  private static Variant ofGroup(String group, String options, Configuration of, int layers) {
    return new Variant(
        group + "-" + layers,
        group,
        "plain-" + layers,
        options + " --hidden-layers=" + layers,
        of.with(of.architecture().withHiddenLayers(layers)));
  }

  private static Stream<Variant> ofLearningRate(String rate) {
    return Stream.of(DEEP, DEEP_BN)
        .map(
            preset ->
                new Variant(
                    preset + "-" + rate,
                    preset.toString(),
                    "deep-" + rate,
                    "--preset=" + preset + " --learning-rate=" + rate,
                    of(preset, Double.parseDouble(rate))));
  }

  /** What the experiment asks, a sentence. */
  public String question() {
    return question;
  }

  /** What is trained, in the order of the rows. */
  public List<Variant> variants() {
    return variants;
  }

  /** What is said of each variant, in the order of the columns. */
  List<Setting> settings() {
    return settings;
  }

  /** What is measured of each variant, in the order of the columns. */
  List<Measure> measures() {
    return measures;
  }

  /** Whether the rules are asked what is wrong with each variant. */
  boolean isDiagnosed() {
    return this == BREAK_IT;
  }

  /** The name on the command line, such as {@code break-it}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
