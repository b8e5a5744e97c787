package makemore.command;

import ai.djl.Model;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.util.List;
import makemore.inspect.Recorder;
import makemore.train.Configuration;
import makemore.train.RunFolder;
import makemore.train.Training;

/**
 * All that changes while a network is trained.
 *
 * @param training the network, whose parameters belong to its model, and its batches
 * @param recorder what was recorded so far
 */
record TrainingState(Training training, Recorder recorder) {

  /**
   * Draws the parameters of a new network, and is about to draw its first batch.
   *
   * @param model an empty model, which is given the network
   */
  static TrainingState start(Model model, Configuration configuration, TrainingData data) {
    Training training =
        Training.start(configuration, data.split(), data.vocabulary().size(), model.getNDManager());
    model.setBlock(training.network());
    return new TrainingState(training, new Recorder());
  }

  /**
   * Brings everything to where an earlier run stopped; the draws are made anew.
   *
   * @param folder where the earlier run is
   * @param steps how many steps it made
   */
  void resume(RunFolder folder, int steps) {
    try (Model saved = folder.model()) {
      List<Parameter> from = saved.getBlock().getParameters().values();
      List<Parameter> to = training.network().getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < steps; i++) {
      training.batches().nextIndices();
    }
    recorder.resume(folder::table);
  }
}
