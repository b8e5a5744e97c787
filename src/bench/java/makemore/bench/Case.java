package makemore.bench;

import makemore.train.Preset;
import makemore.train.Settings;

/** A network and a batch size, whose training step is timed. */
record Case(Preset preset, int hiddenSize, int hiddenLayers, int batchSize) {

  private static final int MOST_STEPS_AT_ONCE = 500;
  private static final int LEAST_STEPS_AT_ONCE = 10;

  /** About as many as 500 steps of the largest of the lesson's networks have. */
  private static final double PRODUCTS_AT_ONCE = MOST_STEPS_AT_ONCE * 47_024.0 * 32;

  /** A preset as it is. */
  static Case of(Preset preset) {
    Settings settings = preset.settings();
    return new Case(preset, settings.hiddenSize(), settings.hiddenLayers(), settings.batchSize());
  }

  Case withHiddenSize(int other) {
    return new Case(preset, other, hiddenLayers, batchSize);
  }

  Case withHiddenLayers(int other) {
    return new Case(preset, hiddenSize, other, batchSize);
  }

  Case withBatchSize(int other) {
    return new Case(preset, hiddenSize, hiddenLayers, other);
  }

  Settings settings() {
    return preset
        .settings()
        .withHiddenSize(hiddenSize)
        .withHiddenLayers(hiddenLayers)
        .withBatchSize(batchSize);
  }

  /** How many steps are timed as one: fewer of a large network, so that it does not take long. */
  int stepsAtOnce() {
    double parameters = (double) hiddenSize * hiddenSize * hiddenLayers;
    double steps = PRODUCTS_AT_ONCE / (parameters * batchSize);
    return (int) Math.max(LEAST_STEPS_AT_ONCE, Math.min(MOST_STEPS_AT_ONCE, steps));
  }

  /** The preset, and what is not as in the preset. */
  @Override
  public String toString() {
    Case plain = of(preset);
    return preset
        + (hiddenSize == plain.hiddenSize ? "" : ", hidden size " + hiddenSize)
        + (hiddenLayers == plain.hiddenLayers ? "" : ", hidden layers " + hiddenLayers)
        + (batchSize == plain.batchSize ? "" : ", batch size " + batchSize);
  }
}
