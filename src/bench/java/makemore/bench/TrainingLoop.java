package makemore.bench;

import ai.djl.ndarray.NDManager;

/** A training run that goes on from call to call. */
interface TrainingLoop extends AutoCloseable {

  /** Makes training steps, and returns the loss of each before its update, in nats. */
  double[] losses(int steps);

  @Override
  void close();

  /**
   * Starts a run on the project's names: the same parameters and batches, whoever trains.
   *
   * @throws IllegalArgumentException if the contender is not in Java
   */
  static TrainingLoop start(Contender contender, Case timed) {
    Data data = Data.of(timed.preset());
    NDManager manager = NDManager.newBaseManager();
    return switch (contender) {
      case TRAIN -> new ProjectLoop(timed.settings(), data, manager);
      case AUTOGRAD -> new AutogradLoop(timed.settings(), data, manager);
      case TRAINER -> new TrainerLoop(timed.settings(), data, manager);
      case EAGER, COMPILED -> throw new IllegalArgumentException(contender + " is not in Java");
    };
  }
}
