package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.util.List;
import makemore.train.Configuration;
import makemore.train.Training;

/** This project's loop as {@code train} runs it, with no listener but one that keeps the loss. */
final class ProjectLoop implements TrainingLoop {

  private final NDManager manager;
  private final Training training;
  private int made;

  ProjectLoop(Configuration configuration, Data data, NDManager manager) {
    this.manager = manager;
    training = Training.start(configuration, data.split(), data.vocabulary().size(), manager);
  }

  @Override
  public double[] losses(int steps) {
    double[] losses = new double[steps];
    int from = made;
    made =
        training.run(
            manager,
            from,
            from + steps,
            () -> false,
            List.of((step, network) -> losses[step.number() - from] = step.loss()));
    return losses;
  }

  @Override
  public void close() {
    manager.close();
  }
}
