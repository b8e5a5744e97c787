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
import java.nio.file.Path;
import java.util.List;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Split;
import makemore.text.WordFile;
import makemore.train.Batch;
import makemore.train.Batches;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The layers are DJL's blocks: its trainer trains them, its models save them. */
@Tag("numbers")
class DjlTrainerTest {

  private static final int STEPS = 100;
  private static final float LEARNING_RATE = 0.1f;
  private static final long SEED = 2147483647L;

  private static Split split(Preset preset) {
    WordFile words = WordFile.read(Fixtures.DATA);
    return Split.of(words.words(), Fixtures.VOCABULARY, preset.settings().blockSize());
  }

  private static Network draw(Preset preset, NDManager manager) {
    Network network = Layers.FUSED.network(preset.settings(), 27);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, preset.settings().blockSize()));
    return network;
  }

  private static Training start(Preset preset, Split split, NDManager manager) {
    Settings settings =
        preset
            .settings()
            .withLearningRate(LEARNING_RATE)
            .withLearningRateDecayAt(STEPS)
            .withSeed(SEED);
    return Training.start(settings, Layers.FUSED, split, Fixtures.VOCABULARY, manager);
  }

  private static float[] byHand(Preset preset, Split split) {
    float[] losses = new float[STEPS];
    try (NDManager manager = NDManager.newBaseManager()) {
      start(preset, split, manager)
          .run(
              0,
              STEPS,
              () -> false,
              List.of((step, trained) -> losses[step.number()] = (float) step.loss()));
    }
    return losses;
  }

  private static float[] byTrainer(Preset preset, Split split) {
    float[] losses = new float[STEPS];
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(
                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build());
    try (Model model = Model.newInstance("makemore")) {
      TorchGenerator generator = TorchGenerator.manualSeed(SEED);
      model.setBlock(draw(preset, model.getNDManager()));
      Batches batches = new Batches(generator, split.train(), 32);
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
    Split split = split(preset);
    assertThat(byTrainer(preset, split))
        // Weights from N(0, 1) magnify rounding from step to step.
        .usingTolerance(preset == Preset.MLP ? 2e-3 : 2e-6)
        .containsExactly(byHand(preset, split))
        .inOrder();
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void savedModelGivesTheSameOutputs(Preset preset, @TempDir Path folder) throws Exception {
    try (Model model = Model.newInstance("makemore");
        Model loaded = Model.newInstance("makemore")) {
      Training training = start(preset, split(preset), model.getNDManager());
      Network network = training.network();
      model.setBlock(network);
      // One step, so that the running statistics are not their first values.
      training.run(0, 1, () -> false, List.of());
      model.save(folder, "makemore");

      Network again = Layers.FUSED.network(preset.settings(), 27);
      loaded.setBlock(again);
      loaded.load(folder, "makemore");

      NDArray contexts = training.batches().next(model.getNDManager()).contexts();
      float[] expected = network.forward(contexts, false).toFloatArray();
      assertThat(again.forward(contexts, false).toFloatArray()).isEqualTo(expected);
    }
  }
}
