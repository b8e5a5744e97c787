package makemore.experiment;

import static makemore.train.Preset.DEEP;
import static makemore.train.Preset.DEEP_BN;
import static makemore.train.Preset.MLP;
import static makemore.train.Preset.WAVENET;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import makemore.nn.Architecture;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/** The variants of each experiment: presets, as they are or with one change. */
final class Variants {

  private static final String PLAIN = "--init=plain";

  private Variants() {}

  static List<Variant> ofComparison() {
    return List.of(
        of("mlp", "mlp", MLP),
        of("mlp-scaled", "mlp", MLP, "--init=scaled", scaled(true)),
        of("deep-plain", "mlp", DEEP, PLAIN, scaled(false)),
        of("deep", "mlp", DEEP),
        of("deep-bn-plain", "mlp", DEEP_BN, PLAIN, scaled(false)),
        of("deep-bn", "mlp", DEEP_BN));
  }

  static List<Variant> ofBreakIt() {
    return List.of(
        of("deep-bn", "deep-bn", DEEP_BN),
        of("gain-3", "deep-bn", DEEP, "--gain=3", network(net -> net.withGain(3))),
        of("gain-0.5", "deep-bn", DEEP, "--gain=0.5", network(net -> net.withGain(0.5))),
        of("no-fan-in", "deep-bn", DEEP, PLAIN, scaled(false)),
        of(
            "over-confident",
            "deep-bn",
            DEEP_BN,
            "--last-layer-gain=1",
            network(net -> net.withLastLayerGain(1))),
        of("batch-size-2", "deep-bn", DEEP_BN, "--batch-size=2", of -> of.withBatchSize(2)),
        of("learning-rate-3", "deep-bn", DEEP_BN, "--learning-rate=3", learningRate(3)));
  }

  static List<Variant> ofDepth() {
    return each(
        "--hidden-layers=",
        Stream.of("1", "2", "5", "10", "20", "30"),
        layers -> network(net -> net.withHiddenLayers(Integer.parseInt(layers))),
        of("plain", "plain", DEEP, PLAIN, scaled(false)),
        of("scaled", "plain", DEEP),
        of("bn-plain", "plain", DEEP_BN, PLAIN, scaled(false)),
        of("bn-scaled", "plain", DEEP_BN));
  }

  static List<Variant> ofLearningRate() {
    return each(
        "--learning-rate=",
        Stream.of("0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"),
        rate -> learningRate(Double.parseDouble(rate)),
        of("deep", "deep", DEEP),
        of("deep-bn", "deep", DEEP_BN));
  }

  static List<Variant> ofContext() {
    return List.of(
        context("flat-3", "flat-3", 3, 3, 10, 200, 1),
        context("flat-8", "flat-3", 8, 8, 10, 200, 1),
        context("joined", "flat-8", 8, 2, 10, 68, 3),
        of(
            "joined-per-time",
            "joined",
            WAVENET,
            "--embedding-size=10 --hidden-size=68 --batch-norm-per-time",
            network(net -> net.withSizes(8, 10, 68, 3).withBatchNormPerTime())),
        of("wavenet", "joined", WAVENET));
  }

  private static Variant context(
      String name, String control, int block, int join, int embedding, int hidden, int layers) {
    return of(
        name,
        control,
        WAVENET,
        String.format(
            "--block-size=%d --join=%d --embedding-size=%d --hidden-size=%d --hidden-layers=%d",
            block, join, embedding, hidden, layers),
        network(net -> net.withSizes(block, embedding, hidden, layers).withJoin(join)));
  }

  private static Variant of(String name, String control, Preset preset) {
    return new Variant(name, "", control, "--preset=" + preset, Configuration.of(preset));
  }

  private static Variant of(
      String name,
      String control,
      Preset preset,
      String option,
      UnaryOperator<Configuration> change) {
    Configuration changed = change.apply(Configuration.of(preset));
    return new Variant(name, "", control, "--preset=" + preset + " " + option, changed);
  }

  /** Groups of variants that differ by a number, after which each is named. */
  private static List<Variant> each(
      String option,
      Stream<String> numbers,
      Function<String, UnaryOperator<Configuration>> change,
      Variant... groups) {
    return numbers
        .flatMap(
            number ->
                Stream.of(groups)
                    .map(
                        group ->
                            new Variant(
                                group.name() + "-" + number,
                                group.name(),
                                group.control() + "-" + number,
                                group.options() + " " + option + number,
                                change.apply(number).apply(group.configuration()))))
        .toList();
  }

  private static UnaryOperator<Configuration> network(UnaryOperator<Architecture> change) {
    return of -> of.with(change.apply(of.architecture()));
  }

  private static UnaryOperator<Configuration> scaled(boolean scaled) {
    return network(net -> net.with(net.hasBatchNorm(), scaled));
  }

  private static UnaryOperator<Configuration> learningRate(double rate) {
    return of -> of.with(new Schedule(rate, of.schedule().decayAt()));
  }
}
