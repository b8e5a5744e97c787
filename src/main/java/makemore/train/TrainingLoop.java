package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.function.BooleanSupplier;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;

/**
 * The training loop: forward, loss, backward, and a step of plain gradient descent, without
 * autograd.
 *
 * <p>It is to be run on the thread that loaded the engine, which keeps autograd off there.
 */
public final class TrainingLoop {

  private final Network network;
  private final Batches batches;
  private final Schedule schedule;
  private final CrossEntropy crossEntropy = new CrossEntropy();

  /**
   * Creates a loop.
   *
   * @param network the network, whose parameters have values
   * @param batches where the examples come from
   * @param schedule the learning rate of each step
   */
  public TrainingLoop(Network network, Batches batches, Schedule schedule) {
    this.network = network;
    this.batches = batches;
    this.schedule = schedule;
  }

  /**
   * Makes steps until the end or until told to stop; at least one.
   *
   * @param manager a manager for the steps' arrays, which are closed after each step
   * @param from the first step, counted from 0
   * @param to the end, exclusive
   * @param stop is asked before each step; if true, that step is the last
   * @param listeners are told of each step
   * @return the number of the step after the last one made
   * @throws DivergedException if a loss is NaN or infinite; that step's update is not made
   */
  public int run(
      NDManager manager, int from, int to, BooleanSupplier stop, List<TrainingListener> listeners) {
    for (int i = from; i < to; i++) {
      boolean last = i == to - 1 || stop.getAsBoolean();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        TrainingStep step = step(manager, i, last);
        listeners.forEach(listener -> listener.onStep(step, network));
      }
      if (last) {
        return i + 1;
      }
    }
    return to;
  }

  private TrainingStep step(NDManager manager, int number, boolean last) {
    double learningRate = schedule.at(number);
    Batch batch = batches.next(manager);

    NDArray logits = network.forward(batch.contexts(), true);
    float loss = crossEntropy.forward(logits, batch.targets()).getFloat();
    if (!Float.isFinite(loss)) {
      throw new DivergedException(number, loss, learningRate);
    }
    network.backward(crossEntropy.backward());

    NDArray rate = manager.create((float) learningRate);
    network
        .gradients()
        .forEach((parameter, gradient) -> parameter.getArray().subi(gradient.mul(rate)));
    return new TrainingStep(number, learningRate, loss, last);
  }
}
