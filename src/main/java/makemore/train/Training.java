package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BooleanSupplier;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Split;

/**
 * A training run: how it starts, and its loop of forward, loss, backward, and a step of plain
 * gradient descent, without autograd.
 */
public final class Training {

  private final Network network;
  private final Batches batches;
  private final Schedule schedule;
  private final CrossEntropy crossEntropy;

  public Training(Network network, Batches batches, Schedule schedule) {
    this.network = network;
    this.batches = batches;
    this.schedule = schedule;
    crossEntropy = new CrossEntropy(network.isFused());
  }

  /**
   * Starts a run as the lesson does: one generator draws the initial parameters, then each step's
   * batch.
   */
  public static Training start(
      Configuration configuration, Split split, int vocabularySize, NDManager manager) {
    Network network = configuration.architecture().network(vocabularySize);
    return start(network, configuration, split, manager);
  }

  /** Starts a run with a given network, whose parameters are drawn anew. */
  public static Training start(
      Network network, Configuration configuration, Split split, NDManager manager) {
    TorchGenerator generator = TorchGenerator.manualSeed(configuration.seed());
    network.initialize(manager, generator, new Shape(1, configuration.architecture().blockSize()));
    Batches batches = new Batches(generator, split.train(), configuration.batchSize());
    return new Training(network, batches, configuration.schedule());
  }

  /**
   * The generator that gives a trained network's names: newly seeded, or, without a seed of their
   * own, after the draws of the steps made from so many examples, which are drawn again.
   */
  public static TorchGenerator namesGenerator(
      Configuration of, int steps, long examples, int vocabularySize) {
    if (of.sampleSeed() != null) {
      return TorchGenerator.manualSeed(of.sampleSeed());
    }
    TorchGenerator generator = TorchGenerator.manualSeed(of.seed());
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape input = new Shape(1, of.architecture().blockSize());
      of.architecture().network(vocabularySize).initialize(manager, generator, input);
    }
    for (long left = (long) steps * of.batchSize(); left > 0; left -= Batches.DRAWN_AT_ONCE) {
      generator.randint(examples, (int) Math.min(left, Batches.DRAWN_AT_ONCE));
    }
    return generator;
  }

  public Network network() {
    return network;
  }

  public Batches batches() {
    return batches;
  }

  /**
   * Makes steps until the end or until told to stop; at least one.
   *
   * @param manager a manager for the steps' arrays, which are closed after each step
   * @param stop is asked before each step; if true, that step is the last
   * @return the number of the step after the last one made
   * @throws DivergedException if a loss is NaN or infinite; that step's update is not made
   */
  public int run(
      NDManager manager, int from, int to, BooleanSupplier stop, List<TrainingListener> listeners) {
    try (GradientDescent descent = new GradientDescent(network)) {
      for (int i = from; i < to; i++) {
        boolean last = i == to - 1 || stop.getAsBoolean();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          int number = i;
          listeners.forEach(listener -> listener.beforeStep(number, last, network));
          TrainingStep step = step(manager, i, last, descent);
          listeners.forEach(listener -> listener.onStep(step, network));
        }
        if (last) {
          return i + 1;
        }
      }
    }
    return to;
  }

  private TrainingStep step(NDManager manager, int number, boolean last, GradientDescent descent) {
    double learningRate = schedule.at(number);
    Batch batch = batches.next(manager);

    NDArray logits = network.forward(batch.contexts(), true);
    double loss = number(crossEntropy.forward(logits, batch.targets()));
    if (!Double.isFinite(loss)) {
      throw new DivergedException(number, loss, learningRate);
    }
    network.backward(crossEntropy.backward());
    descent.step(learningRate);
    return new TrainingStep(number, learningRate, loss, last);
  }

  private static double number(NDArray scalar) {
    return scalar.getDataType() == DataType.FLOAT64 ? scalar.getDouble() : scalar.getFloat();
  }
}
