package makemore.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The questions that can be asked, each with its variants and with what is measured of them. */
public enum Experiment {
  /** The lesson's three networks, and the controls that make them mean something. */
  COMPARISON(
      "Do batch normalisation and scaled initial weights help?",
      List.of(
          new Variant("mlp", "", "mlp", "--preset=mlp"),
          new Variant("mlp-scaled", "", "mlp", "--preset=mlp --init=scaled"),
          new Variant("deep-plain", "", "mlp", "--preset=deep --init=plain"),
          new Variant("deep", "", "mlp", "--preset=deep"),
          new Variant("deep-bn-plain", "", "mlp", "--preset=deep-bn --init=plain"),
          new Variant("deep-bn", "", "mlp", "--preset=deep-bn")),
      List.of(Measure.START_LOSS, Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** Networks of 1 to 30 hidden layers. */
  DEPTH(
      "How deep can a network be that still learns?",
      each(
          "--hidden-layers=",
          List.of("1", "2", "5", "10", "20", "30"),
          new Variant("plain", "", "plain", "--preset=deep --init=plain"),
          new Variant("scaled", "", "plain", "--preset=deep"),
          new Variant("bn-plain", "", "plain", "--preset=deep-bn --init=plain"),
          new Variant("bn-scaled", "", "plain", "--preset=deep-bn")),
      List.of(
          Measure.TRAIN_LOSS,
          Measure.VALIDATION_LOSS,
          Measure.MOST_SATURATED,
          Measure.GRADIENT_RATIO)),

  /** Learning rates from 0.003 to 10. */
  LEARNING_RATE(
      "At which learning rates does a network still learn?",
      each(
          "--learning-rate=",
          List.of("0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"),
          new Variant("deep", "", "deep", "--preset=deep"),
          new Variant("deep-bn", "", "deep", "--preset=deep-bn")),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS, Measure.UPDATE_RATIO)),

  /** Longer contexts, joined at once or level by level, as the series' fifth part grows them. */
  CONTEXT(
      "Does a longer context help, and joining it level by level?",
      List.of(
          new Variant("flat-3", "", "flat-3", joined(3, 3, 200, 1)),
          new Variant("flat-8", "", "flat-3", joined(8, 8, 200, 1)),
          new Variant("joined", "", "flat-8", joined(8, 2, 68, 3)),
          new Variant(
              "joined-per-time",
              "",
              "joined",
              "--preset=wavenet --embedding-size=10 --hidden-size=68 --batch-norm-per-time"),
          new Variant("wavenet", "", "joined", "--preset=wavenet")),
      List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)),

  /** What goes wrong, one cause at a time; the rules are asked what it is. */
  BREAK_IT(
      "What do the numbers show when a network is broken?",
      List.of(
          new Variant("deep-bn", "", "deep-bn", "--preset=deep-bn"),
          new Variant("gain-3", "", "deep-bn", "--preset=deep --gain=3"),
          new Variant("gain-0.5", "", "deep-bn", "--preset=deep --gain=0.5"),
          new Variant("no-fan-in", "", "deep-bn", "--preset=deep --init=plain"),
          new Variant("over-confident", "", "deep-bn", "--preset=deep-bn --last-layer-gain=1"),
          new Variant("batch-size-2", "", "deep-bn", "--preset=deep-bn --batch-size=2"),
          new Variant("learning-rate-3", "", "deep-bn", "--preset=deep-bn --learning-rate=3")),
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

  /** Groups of variants that differ by a number, after which each is named. */
  private static List<Variant> each(String option, List<String> numbers, Variant... groups) {
    return numbers.stream()
        .flatMap(number -> Stream.of(groups).map(group -> group.with(option, number)))
        .toList();
  }

  private static String joined(int block, int join, int hidden, int layers) {
    return String.format(
        "--preset=wavenet --block-size=%d --join=%d --embedding-size=10 --hidden-size=%d"
            + " --hidden-layers=%d",
        block, join, hidden, layers);
  }

  public String question() {
    return question;
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
