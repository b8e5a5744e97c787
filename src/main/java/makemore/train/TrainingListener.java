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
}
