package makemore.train;

import makemore.nn.Network;

/** Is told of each training step. */
@FunctionalInterface
public interface TrainingListener {

  /**
   * A step was made. The network's parameters are updated already; the outputs and gradients that
   * its layers keep are those from which the update was made, and are closed after this call.
   */
  void onStep(TrainingStep step, Network network);

  /**
   * A step is about to be made; step 0 finds the network as it was initialised. The network may be
   * used, but must be left as it was.
   *
   * @param last whether it will be the run's last step
   */
  default void beforeStep(int step, boolean last, Network network) {}
}
