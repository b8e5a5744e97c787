package makemore.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.Init;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The options that choose a preset and change its settings. */
final class SettingsOptions {

  /** An option, and what its value changes. */
  private record Change<T>(OptionSpec.Builder option, BiFunction<Settings, T, Settings> change) {
    Settings apply(Settings settings, CommandSpec spec) {
      T value = spec.findOption(option.names()[0]).getValue();
      return value == null ? settings : change.apply(settings, value);
    }
  }

  /** The two kinds of initial values that an option names. */
  enum Start {
    PLAIN,
    SCALED
  }

  private final List<Change<?>> changes = new ArrayList<>();
  private CommandSpec spec;

  /** Lists the options in the order in which they take effect: the gains after --init. */
  private SettingsOptions() {
    add("--preset", Preset.class, (s, p) -> p.toString().equals(s.preset()) ? s : p.settings())
        .paramLabel("PRESET")
        .description("Network and schedule: ${COMPLETION-CANDIDATES} (default: deep-bn).");
    add("--block-size", Integer.class, Settings::withBlockSize)
        .description("Characters in a context (default: the preset's, 3 or 8).");
    add("--group-size", Integer.class, Settings::withGroupSize)
        .description(
            "Neighbours that each hidden layer joins, until the whole context is joined (default:"
                + " the preset's: 2 for wavenet, all at once for the others).");
    add("--embedding-size", Integer.class, Settings::withEmbeddingSize)
        .description("Features of a character (default: the preset's, 10 or 24).");
    add("--hidden-size", Integer.class, Settings::withHiddenSize)
        .description("Neurons in a hidden layer (default: the preset's).");
    add("--hidden-layers", Integer.class, Settings::withHiddenLayers)
        .description("Hidden layers (default: the preset's).");
    add("--batch-norm", Boolean.class, Settings::withPyTorchBatchNorm)
        .negatable(true)
        .fallbackValue("true")
        .description("Uses batch normalisation, or does not (default: the preset's).");
    add("--batch-norm-per-time", Boolean.class, Settings::withBatchNormPerTime)
        .description("Reproduces the bug of part 5: separate statistics for each time step.");
    add("--init", Start.class, SettingsOptions::withInit)
        .paramLabel("plain|scaled")
        .description(
            "plain: initial weights and biases from N(0,1). scaled: weights from N(0,1)/sqrt(fan"
                + " in), times 5/3 where no batch norm follows, with small logits and biases 0"
                + " (default: the preset's).");
    add("--gain", Double.class, Settings::withGain)
        .description(
            "Factor of the hidden layers' initial weights, instead of --init's (default: the"
                + " preset's).");
    add("--last-layer-gain", Double.class, Settings::withLastLayerGain)
        .description(
            "Initial gamma of the last layer's batch norm or, if it has none, factor of its initial"
                + " weights (default: the preset's).");
    add("--batch-size", Integer.class, Settings::withBatchSize)
        .description("Examples per step (default: 32).");
    add("--learning-rate", Double.class, Settings::withLearningRate)
        .description("The first learning rate (default: 0.1).");
  }

  /** All options but the number of steps and the seeds. */
  static SettingsOptions ofVariant() {
    return new SettingsOptions();
  }

  static SettingsOptions ofTraining() {
    SettingsOptions options = new SettingsOptions();
    options
        .add("--steps", Integer.class, Settings::withSteps)
        .description("Makes N steps (default: 200000).");
    options
        .add("--learning-rate-decay-at", Integer.class, Settings::withLearningRateDecayAt)
        .description("The first step with a tenth of the learning rate (default: the preset's).");
    options
        .add("--seed", Long.class, Settings::withSeed)
        .description("Seed of the parameters and the batches (default: the preset's, 2147483647).");
    options
        .add("--sample-seed", Long.class, Settings::withSampleSeed)
        .description(
            "Seed of the sampled names (default: the preset's, 2147483657; wavenet continues the"
                + " training's generator).");
    return options;
  }

  private <T> OptionSpec.Builder add(
      String name, Class<T> type, BiFunction<Settings, T, Settings> change) {
    OptionSpec.Builder option = OptionSpec.builder(name).type(type).paramLabel("N");
    changes.add(new Change<>(option, change));
    return option;
  }

  private static Settings withInit(Settings settings, Start start) {
    boolean scaled = start == Start.SCALED;
    boolean wasScaled = settings.init() != Init.PLAIN;
    return scaled == wasScaled ? settings : settings.withScaledInit(scaled);
  }

  /** Picocli calls it once, before anything is parsed. */
  @Spec
  private void addTo(CommandSpec owner) {
    spec = owner;
    changes.forEach(change -> owner.addOption(change.option.build()));
  }

  /** Returns the variant with the lesson's number of steps and seeds, unchecked. */
  Settings settings() {
    return changed(Preset.DEEP_BN.settings());
  }

  /** Returns other settings as the user's options change them, unchecked. */
  Settings changed(Settings earlier) {
    Settings settings = earlier;
    for (Change<?> change : changes) {
      settings = change.apply(settings, spec);
    }
    return settings;
  }

  /** Returns the options that the user gave, each as one word. */
  List<String> given() {
    return spec.options().stream()
        .filter(option -> option.getValue() != null)
        .map(SettingsOptions::word)
        .toList();
  }

  private static String word(OptionSpec option) {
    if (option.getValue() instanceof Boolean on) {
      return on ? option.longestName() : option.longestName().replace("--", "--no-");
    }
    return option.longestName() + "=" + option.originalStringValues().get(0);
  }

  /** Returns the option for a setting's plain name, such as "block size". */
  static String optionName(String setting) {
    return "--" + setting.replace(' ', '-');
  }
}
