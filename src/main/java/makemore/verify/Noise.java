package makemore.verify;

import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;

/**
 * How far another run of PyTorch's was from its run in double precision.
 *
 * @param run which run: {@link StateFile#FLOAT32} or {@link StateFile#SPREAD}
 */
record Noise(StateFile state, String run) {

  /** The largest difference in a tensor. The first step does not spread. */
  double of(String name) {
    return run.equals(StateFile.SPREAD) && name.startsWith("step0/") ? 0 : state.number(run + name);
  }

  /** The difference of each loss, divided by the loss. */
  double[] ofLosses(String name, double[] losses) {
    double[] numbers = state.numbers(run + name, new Shape(losses.length));
    // Of the run in single precision the file has the losses themselves.
    boolean areDifferences = run.equals(StateFile.SPREAD);
    return IntStream.range(0, losses.length)
        .mapToDouble(i -> (areDifferences ? numbers[i] : numbers[i] - losses[i]) / losses[i])
        .map(Math::abs)
        .toArray();
  }

  /**
   * The largest share that the difference of the probabilities has in the distance between a
   * character that was drawn and the next best; from 1 on another might be drawn.
   */
  double closestDraw() {
    return state.number(run + "closest_draw");
  }
}
