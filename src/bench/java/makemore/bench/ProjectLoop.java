package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.util.List;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;

/** This project's loop as {@code train} runs it, with no listener but one that keeps the loss. */
final class ProjectLoop implements TrainingLoop {

  private final NDManager manager;
  private final Training training;
  private int made;

  ProjectLoop(Settings settings, Data data, NDManager manager) {
    this.manager = manager;
    training = Training.start(settings, Layers.FUSED, data.split(), data.vocabulary(), manager);
  }

  @Override
  public double[] losses(int steps) {
    double[] losses = new double[steps];
    int from = made;
    made =
        training.run(
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
