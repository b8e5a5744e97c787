package makemore.experiment;

import java.util.List;
import java.util.Locale;

/** The questions that can be asked, each with its variants and with what is measured of them. */
public enum Experiment {
  /** The lesson's three networks, and the controls that make them mean something. */
  COMPARISON(
      "Do batch normalisation and scaled initial weights help?",
      Variants.ofComparison(),
      List.of(Setting.HIDDEN_LAYERS, Setting.BATCH_NORM, Setting.INITIAL_WEIGHTS),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Networks of 1 to 30 hidden layers. */
  DEPTH(
      "How deep can a network be that still learns?",
      Variants.ofDepth(),
      List.of(Setting.HIDDEN_LAYERS, Setting.BATCH_NORM, Setting.INITIAL_WEIGHTS),
      List.of(
          Measure.TRAIN_LOSS,
          Measure.VALIDATION_LOSS,
          Measure.MOST_SATURATED,
          Measure.GRADIENT_RATIO)),

  /** Learning rates from 0.003 to 10. */
  LEARNING_RATE(
      "At which learning rates does a network still learn?",
      Variants.ofLearningRate(),
      List.of(Setting.BATCH_NORM, Setting.LEARNING_RATE),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS, Measure.UPDATE_RATIO)),

  /** Longer contexts, joined at once or level by level, as the series' fifth part grows them. */
  CONTEXT(
      "Does a longer context help, and joining it level by level?",
      Variants.ofContext(),
      List.of(Setting.CONTEXT, Setting.EMBEDDING, Setting.HIDDEN_LAYERS),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** What goes wrong, one cause at a time. */
  BREAK_IT(
      "What do the numbers show when a network is broken?",
      Variants.ofBreakIt(),
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
