package makemore.experiment;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import makemore.nn.Architecture;

/** What is said of a variant in the table, before what is measured. */
public enum Setting {
  /** The hidden layers and their neurons. */
  HIDDEN_LAYERS(trial -> layers(trial.configuration().architecture())),
  /** Whether there are batch normalisations. */
  BATCH_NORM(trial -> trial.configuration().architecture().hasBatchNorm() ? "yes" : "no"),
  /** How the weights start. */
  INITIAL_WEIGHTS(trial -> start(trial.configuration().architecture())),
  /** The first learning rate. */
  LEARNING_RATE(trial -> plain(trial.configuration().schedule().learningRate())),
  /** The options of {@code train}. */
  OPTIONS(trial -> String.join(" ", trial.variant().options()));

  private final Function<Trial, String> text;

  Setting(Function<Trial, String> text) {
    this.text = text;
  }

  private static String layers(Architecture architecture) {
    return architecture.hiddenLayers() + " x " + architecture.hiddenSize();
  }

  private static String start(Architecture architecture) {
    return architecture.initialization().isScaled() ? "scaled" : "N(0,1)";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  String of(Trial trial) {
    return text.apply(trial);
  }

  /** The name of the column, such as {@code hidden layers}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
