package makemore.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import makemore.train.Batch;
import makemore.train.Batches;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;

/** {@link StockBlocks}, trained by DJL's trainer, as its book does. */
final class TrainerLoop implements TrainingLoop {

  private final NDManager manager;
  private final Batches batches;
  private final Model model;
  private final Trainer trainer;

  TrainerLoop(Settings settings, Data data, NDManager manager) {
    this.manager = manager;
    Training start =
        Training.start(settings, Layers.PLAIN, data.split(), data.vocabulary(), manager);
    batches = start.batches();
    model = Model.newInstance("makemore");
    model.setBlock(new StockBlocks(settings, start.network()).block(data.vocabulary().size()));
    float learningRate = (float) settings.learningRate();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(
                    Optimizer.sgd().setLearningRateTracker(Tracker.fixed(learningRate)).build()));
    trainer.initialize(new Shape(settings.batchSize(), settings.blockSize()));
  }

  @Override
  public double[] losses(int steps) {
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = step();
    }
    return losses;
  }

  private float step() {
    try (NDManager step = trainer.getManager().newSubManager()) {
      Batch batch = batches.next(step);
      float loss;
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList logits = trainer.forward(new NDList(batch.contexts()));
        NDArray mean = trainer.getLoss().evaluate(new NDList(batch.targets()), logits);
        collector.backward(mean);
        loss = mean.getFloat();
      }
      trainer.step();
      return loss;
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }
}
