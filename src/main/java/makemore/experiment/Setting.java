package makemore.experiment;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import makemore.nn.Architecture;

/** What is said of a variant in the table, before what is measured. */
enum Setting {
  /** The hidden layers and their neurons. */
  HIDDEN_LAYERS(of -> architecture(of).hiddenLayers() + " x " + architecture(of).hiddenSize()),
  /** Whether there are batch normalisations. */
  BATCH_NORM(of -> architecture(of).hasBatchNorm() ? "yes" : "no"),
  /** How the weights start. */
  INITIAL_WEIGHTS(of -> architecture(of).initialization().isScaled() ? "scaled" : "N(0,1)"),
  /** The first learning rate. */
  LEARNING_RATE(of -> plain(of.configuration().schedule().learningRate())),
  /** How a person asks for it. */
  OPTIONS(Variant::options);

  private final Function<Variant, String> text;

  Setting(Function<Variant, String> text) {
    this.text = text;
  }

  private static Architecture architecture(Variant variant) {
    return variant.configuration().architecture();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  String of(Variant variant) {
    return text.apply(variant);
  }

  /** The name of the column, such as {@code hidden layers}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
