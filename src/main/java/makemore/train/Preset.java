package makemore.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import makemore.nn.Architecture;
import makemore.nn.Architecture.Placement;
import makemore.nn.BatchNorm1d.RunningStatistic;
import makemore.nn.BatchNormOptions;
import makemore.nn.InitialValues;
import makemore.nn.Initialization;

/** The series' networks, each with its start, its learning rate and its seeds. */
public enum Preset {
  /** One hidden layer, unscaled weights: the network of the lesson before. */
  MLP(
      new Architecture(
          3, null, 10, 200, 1, BatchNormOptions.of(Placement.NOWHERE), Initialization.PLAIN, true),
      100_000),

  /** One hidden layer with scaled weights and a batch normalisation: the lesson's first part. */
  MLP_BN(
      new Architecture(
          3,
          null,
          10,
          200,
          1,
          new BatchNormOptions(Placement.HIDDEN, 0, 0.001, RunningStatistic.STANDARD_DEVIATION),
          new Initialization(
              new InitialValues(InitialValues.TANH_GAIN, true, 1),
              InitialValues.DRAWN.withGain(0.01),
              InitialValues.DRAWN_TIMES_ZERO,
              1),
          true),
      100_000),

  /** Five hidden layers, kept in balance by their initial weights alone. */
  DEEP(scaled(3, null, 10, 100, 5, Placement.NOWHERE), 150_000),

  /** Five hidden layers, kept in balance by batch normalisation: the lesson's second part. */
  DEEP_BN(scaled(3, null, 10, 100, 5, Placement.EVERYWHERE), 150_000),

  /** Eight characters joined two by two in three hidden layers: the network of the fifth part. */
  WAVENET(scaled(8, 2, 24, 128, 3, Placement.HIDDEN), 150_000, 42, null);

  private final Configuration configuration;

  Preset(Architecture architecture, int decayAt) {
    this(architecture, decayAt, Configuration.SEED, Configuration.SEED + 10);
  }

  Preset(Architecture architecture, int decayAt, long seed, Long sampleSeed) {
    Schedule schedule = new Schedule(0.1, decayAt);
    int batchSize = Configuration.BATCH_SIZE;
    configuration =
        new Configuration(toString(), architecture, schedule, batchSize, 200_000, seed, sampleSeed);
  }

  private static Architecture scaled(
      int block, Integer join, int embedding, int hidden, int layers, Placement placement) {
    BatchNormOptions norm = BatchNormOptions.of(placement);
    Initialization start = Initialization.scaled(placement);
    return new Architecture(block, join, embedding, hidden, layers, norm, start, true);
  }

  /** The network and how its parameters start. */
  public Architecture architecture() {
    return configuration.architecture();
  }

  /** What the lesson does with the network. */
  public Configuration configuration() {
    return configuration;
  }

  /** The preset that has a name, as {@link #toString} gives it. */
  public static Optional<Preset> named(String name) {
    return Arrays.stream(values()).filter(preset -> preset.toString().equals(name)).findFirst();
  }

  /** The name on the command line and in files, such as {@code deep-bn}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
