package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Batch;
import makemore.train.Batches;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The layers are DJL's blocks: its trainer trains them as the hand-written loop does. */
@Tag("numbers")
class DjlTrainerTest {

  private static final int STEPS = 30;
  private static final Vocabulary VOCABULARY = Vocabulary.of(Fixtures.FEW_NAMES);

  private static float[] byHand(Settings settings, Split split) {
    float[] losses = new float[STEPS];
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainingListener listener = (step, network) -> losses[step.number()] = (float) step.loss();
      Training.start(settings, Layers.FUSED, split, VOCABULARY, manager)
          .run(0, STEPS, () -> false, List.of(listener));
    }
    return losses;
  }

  private static float[] byTrainer(Settings settings, Split split) {
    float[] losses = new float[STEPS];
    Tracker learningRate = Tracker.fixed((float) settings.learningRate());
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(Optimizer.sgd().setLearningRateTracker(learningRate).build());
    try (Model model = Model.newInstance("makemore")) {
      TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
      Network network = Layers.FUSED.network(settings, VOCABULARY.size());
      Shape context = new Shape(1, settings.blockSize());
      network.initialize(model.getNDManager(), DataType.FLOAT32, context);
      model.setBlock(network);
      Batches batches = new Batches(generator, split.train(), settings.batchSize());
      try (Trainer trainer = model.newTrainer(config)) {
        for (int i = 0; i < STEPS; i++) {
          try (NDManager step = trainer.getManager().newSubManager()) {
            Batch batch = batches.next(step);
            try (GradientCollector collector = trainer.newGradientCollector()) {
              NDList logits = trainer.forward(new NDList(batch.contexts()));
              NDArray loss = trainer.getLoss().evaluate(new NDList(batch.targets()), logits);
              collector.backward(loss);
              losses[i] = loss.getFloat();
            }
            trainer.step();
          }
        }
      }
    }
    return losses;
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void trainerReachesTheLossesOfTheHandWrittenLoop(Preset preset) {
    Settings settings = preset.settings();
    Split split = Split.of(Fixtures.FEW_NAMES, VOCABULARY, settings.blockSize());
    // Weights from N(0, 1) magnify rounding about twofold in a step: after ten a thousandfold.
    boolean magnified = preset == Preset.MLP;
    int steps = magnified ? 10 : STEPS;
    assertThat(Arrays.copyOf(byTrainer(settings, split), steps))
        .usingTolerance(magnified ? 2e-3 : 2e-6)
        .containsExactly(Arrays.copyOf(byHand(settings, split), steps))
        .inOrder();
  }
}
