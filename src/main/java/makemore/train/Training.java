package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BooleanSupplier;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.Vocabulary;

/**
 * A training run in memory: how it starts, its loop of forward, loss, backward, and a step of plain
 * gradient descent, without autograd; then the losses and the names of the trained network.
 *
 * <p>The manager owns the parameters; other arrays are closed on the way.
 */
public record Training(
    Settings settings,
    Network network,
    CrossEntropy crossEntropy,
    Batches batches,
    Split split,
    Vocabulary vocabulary,
    NDManager manager) {

  /** Starts a run as the lesson does: one generator draws the parameters, then each batch. */
  public static Training start(
      Settings settings, Layers layers, Split split, Vocabulary vocabulary, NDManager manager) {
    settings.check(name -> name);
    TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
    Network network = layers.network(settings, vocabulary.size());
    network.initialize(manager, new Shape(1, settings.blockSize()));
    Batches batches = new Batches(generator, split.train(), settings.batchSize());
    return new Training(
        settings, network, layers.crossEntropy(), batches, split, vocabulary, manager);
  }

  /**
   * Makes steps until the end or until told to stop; at least one.
   *
   * @param stop is asked before each step; if true, that step is the last
   * @return the number of the step after the last one made
   * @throws DivergedException if a loss is NaN or infinite; that step's update is not made
   */
  public int run(int from, int to, BooleanSupplier stop, List<TrainingListener> listeners) {
    try (GradientDescent descent = new GradientDescent(network)) {
      for (int i = from; i < to; i++) {
        boolean last = i == to - 1 || stop.getAsBoolean();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          int number = i;
          listeners.forEach(listener -> listener.beforeStep(number, last, network));
          TrainingStep step = step(i, last, descent);
          listeners.forEach(listener -> listener.onStep(step, network));
        }
        if (last) {
          return i + 1;
        }
      }
    }
    return to;
  }

  private TrainingStep step(int number, boolean last, GradientDescent descent) {
    double learningRate = settings.learningRateAt(number);
    Batch batch = batches.next(manager);

    NDArray logits = network.forward(batch.contexts(), true);
    double loss = crossEntropy.forward(logits, batch.targets()).toArray()[0].doubleValue();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(number, loss, learningRate);
    }
    network.backward(crossEntropy.backward());
    descent.step(learningRate);
    return new TrainingStep(number, learningRate, loss, last);
  }

  /** Draws the names that the network gives after so many steps, as the lesson does. */
  public List<String> names(int count, int steps) {
    int examples = split.train().size();
    TorchGenerator generator = namesGenerator(settings, steps, examples, vocabulary.size());
    return new Sampler(network, vocabulary, settings.blockSize())
        .sample(manager, generator, 1, "")
        .limit(count)
        .toList();
  }

  /**
   * The generator that gives a trained network's names: newly seeded, or, without a seed of their
   * own, after the draws of the steps made from so many examples, which are drawn again.
   */
  public static TorchGenerator namesGenerator(
      Settings settings, int steps, long examples, int vocabularySize) {
    if (settings.sampleSeed() != null) {
      return TorchGenerator.manualSeed(settings.sampleSeed());
    }
    TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
    try (NDManager manager = NDManager.newBaseManager()) {
      Network drawn = Layers.PLAIN.network(settings, vocabularySize);
      drawn.initialize(manager, new Shape(1, settings.blockSize()));
    }
    long left = (long) steps * settings.batchSize();
    for (; left > 0; left -= Batches.DRAWN_AT_ONCE) {
      generator.randint(examples, (int) Math.min(left, Batches.DRAWN_AT_ONCE));
    }
    return generator;
  }
}
