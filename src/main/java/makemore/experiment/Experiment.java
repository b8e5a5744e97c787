package makemore.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The questions that can be asked, each with its variants and with what is measured of them. */
public enum Experiment {
  /** The lesson's three networks, and the controls that make them mean something. */
  COMPARISON(
      "Do batch normalisation and scaled initial weights help?",
      List.of(
          Variant.of("mlp", "mlp", "--preset=mlp"),
          Variant.of("mlp-scaled", "mlp", "--preset=mlp --init=scaled"),
          Variant.of("deep-plain", "mlp", "--preset=deep --init=plain"),
          Variant.of("deep", "mlp", "--preset=deep"),
          Variant.of("deep-bn-plain", "mlp", "--preset=deep-bn --init=plain"),
          Variant.of("deep-bn", "mlp", "--preset=deep-bn")),
      List.of(Setting.HIDDEN_LAYERS, Setting.BATCH_NORM, Setting.INITIAL_WEIGHTS),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Networks of 1 to 30 hidden layers. */
  DEPTH(
      "How deep can a network be that still learns?",
      Stream.of("1", "2", "5", "10", "20", "30").flatMap(Experiment::ofDepth).toList(),
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
          Variant.of("deep-bn", "deep-bn", "--preset=deep-bn"),
          Variant.of("gain-3", "deep-bn", "--preset=deep --gain=3"),
          Variant.of("gain-0.5", "deep-bn", "--preset=deep --gain=0.5"),
          Variant.of("no-fan-in", "deep-bn", "--preset=deep --init=plain"),
          Variant.of("over-confident", "deep-bn", "--preset=deep-bn --last-layer-gain=1"),
          Variant.of("batch-size-2", "deep-bn", "--preset=deep-bn --batch-size=2"),
          Variant.of("learning-rate-3", "deep-bn", "--preset=deep-bn --learning-rate=3")),
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

  private static Stream<Variant> ofDepth(String layers) {
    String depth = " --hidden-layers=" + layers;
    return Stream.of(
        Variant.of("plain", layers, "plain", "--preset=deep --init=plain" + depth),
        Variant.of("scaled", layers, "plain", "--preset=deep" + depth),
        Variant.of("bn-plain", layers, "plain", "--preset=deep-bn --init=plain" + depth),
        Variant.of("bn-scaled", layers, "plain", "--preset=deep-bn" + depth));
  }

  private static Stream<Variant> ofLearningRate(String rate) {
    String option = " --learning-rate=" + rate;
    return Stream.of(
        Variant.of("deep", rate, "deep", "--preset=deep" + option),
        Variant.of("deep-bn", rate, "deep", "--preset=deep-bn" + option));
  }

  /**
   * What the experiment asks.
   *
   * @return a sentence
   */
  public String question() {
    return question;
  }

  /**
   * What is trained.
   *
   * @return the variants, in the order of the rows
   */
  public List<Variant> variants() {
    return variants;
  }

  /**
   * What is said of each variant.
   *
   * @return the settings, in the order of the columns
   */
  public List<Setting> settings() {
    return settings;
  }

  /**
   * What is measured of each variant.
   *
   * @return the measures, in the order of the columns
   */
  public List<Measure> measures() {
    return measures;
  }

  /**
   * Whether the rules are asked what is wrong with each variant.
   *
   * @return true for {@link #BREAK_IT}
   */
  public boolean isDiagnosed() {
    return this == BREAK_IT;
  }

  /**
   * Finds an experiment.
   *
   * @param name as {@link #toString} gives it
   * @return the experiment, or nothing if none has the name
   */
  public static Optional<Experiment> named(String name) {
    return Arrays.stream(values())
        .filter(experiment -> experiment.toString().equals(name))
        .findFirst();
  }

  /** The name on the command line, such as {@code break-it}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
