package makemore.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Map;
import makemore.nn.Network;
import makemore.train.TrainingStep;

/** Records the gradient and the update of each weight matrix in a step. */
final class WeightRecorder {

  private final Recording recording;

  WeightRecorder(Recording recording) {
    this.recording = recording;
  }

  /**
   * Records a step.
   *
   * @param step the step
   * @param network what was trained
   * @param all whether to record the gradients too, and not just the size of the updates
   */
  void record(TrainingStep step, Network network, boolean all) {
    int index = 0;
    for (Map.Entry<Parameter, NDArray> entry : network.gradients().entrySet()) {
      if (entry.getValue().getShape().dimension() == 2) {
        float[] values = entry.getValue().toFloatArray();
        Statistics gradient = Statistics.of(values);
        Statistics data = Statistics.of(entry.getKey().getArray().toFloatArray());
        double ratio = gradient.std() / data.std();
        Rows.append(
            recording.updateRatio(), step.number(), index, Math.log10(step.learningRate() * ratio));
        if (all) {
          Rows.append(
              recording.weightGradients(),
              step.number(),
              index,
              entry.getValue().getShape().toString(),
              gradient.mean(),
              gradient.std(),
              ratio);
          Rows.appendHistogram(recording.weightGradientHistograms(), step.number(), index, values);
        }
      }
      index++;
    }
  }
}
