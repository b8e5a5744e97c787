package makemore.experiment;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import makemore.nn.Architecture;

/** What is said of a variant in the table, before what is measured. */
enum Setting {
  CONTEXT(of -> architecture(of).blockSize() + " by " + architecture(of).join()),
  EMBEDDING(of -> String.valueOf(architecture(of).embeddingSize())),
  HIDDEN_LAYERS(of -> architecture(of).hiddenLayers() + " x " + architecture(of).hiddenSize()),
  BATCH_NORM(of -> architecture(of).hasBatchNorm() ? "yes" : "no"),
  INITIAL_WEIGHTS(of -> architecture(of).initialization().isScaled() ? "scaled" : "N(0,1)"),
  LEARNING_RATE(
      of ->
          BigDecimal.valueOf(of.configuration().schedule().learningRate())
              .stripTrailingZeros()
              .toPlainString()),
  OPTIONS(of -> of.variant().options());

  private final Function<Trial, String> text;

  Setting(Function<Trial, String> text) {
    this.text = text;
  }

  private static Architecture architecture(Trial trial) {
    return trial.configuration().architecture();
  }

  /** What is said of a variant, of which this is any trial. */
  String of(Trial trial) {
    return text.apply(trial);
  }

  /** The name of the column, such as {@code hidden layers}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
