package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import makemore.random.TorchEngine;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;

/**
 * A process that trains a little, and prints what it then takes to evaluate the network and to draw
 * names. Nothing is evaluated before, so that the memory it takes is seen.
 */
public final class TrainedNetwork {

  private static final int STEPS = 2000;
  private static final int NAMES = 1000;

  private TrainedNetwork() {}

  /** Takes the name of a preset. */
  public static void main(String[] args) throws IOException {
    TorchEngine.configure();
    Preset preset = Bench.preset(args[0]);
    Data data = Data.of(preset);
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training =
          Training.start(preset.settings(), Layers.FUSED, data.split(), data.vocabulary(), manager);
      training.run(0, STEPS, () -> false, List.of());

      ResidentMemory.forgetPeak();
      OptionalDouble before = ResidentMemory.now();
      long start = System.nanoTime();
      Evaluation.of(training.network(), data.split(), manager);
      Cost.secondsSince(start, "evaluation of the three splits").print();
      if (before.isPresent()) {
        double added = ResidentMemory.peak().orElseThrow() - before.getAsDouble();
        new Cost("evaluation, added memory", "MB", added).print();
      }

      long begin = System.nanoTime();
      TorchGenerator generator = TorchGenerator.manualSeed(2147483657L);
      new Sampler(training.network(), data.vocabulary(), preset.settings().blockSize())
          .sample(manager, generator, 1, "")
          .limit(NAMES)
          .forEach(name -> {});
      Cost.secondsSince(begin, "1,000 names").print();
    }
  }
}
