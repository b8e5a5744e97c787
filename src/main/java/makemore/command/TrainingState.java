package makemore.command;

import ai.djl.Model;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.train.Batches;
import makemore.train.Configuration;
import makemore.store.RunFolder;

/**
 * All that changes while a network is trained.
 *
 * @param network the network, whose parameters belong to its model
 * @param batches the batches, whose generator drew the parameters before them
 * @param recorder what was recorded so far
 */
record TrainingState(Network network, Batches batches, Recorder recorder) {

  /**
   * Draws the parameters of a new network, and is about to draw its first batch.
   *
   * @param model an empty model, which is given the network
   */
  static TrainingState start(Model model, Configuration configuration, TrainingData data) {
    TorchGenerator generator =
        TorchGenerator.manualSeed(model.getNDManager(), configuration.seed());
    Network network = configuration.architecture().network(data.vocabulary().size());
    model.setBlock(network);
    network.initialize(
        model.getNDManager(),
        DataType.FLOAT32,
        new Shape(1, configuration.architecture().blockSize()));
    Batches batches = new Batches(generator, data.split().train(), configuration.batchSize());
    return new TrainingState(network, batches, new Recorder());
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
      List<Parameter> to = network.getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < steps; i++) {
      batches.nextIndices();
    }
    recorder.resume(folder::table);
  }
}
