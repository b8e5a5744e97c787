package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.util.List;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchEngine;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;

/** A process that trains with a recorder, and prints the recorder's share and the memory. */
public final class RecordedRun {

  private static final int EARLY = 20_000;

  private RecordedRun() {}

  /** Takes the name of a preset and the number of steps. */
  public static void main(String[] args) {
    TorchEngine.configure();
    Preset preset = Bench.preset(args[0]);
    int steps = Integer.parseInt(args[1]);
    Data data = Data.of(preset);
    Timed recorder = new Timed(new Recorder(data.split(), data.vocabulary()));
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training =
          Training.start(preset.settings(), Layers.FUSED, data.split(), data.vocabulary(), manager);
      long start = System.nanoTime();
      training.run(0, steps, () -> false, List.of(recorder, RecordedRun::printMemory));
      double share = 100.0 * recorder.nanoseconds / (System.nanoTime() - start);
      new Cost("recording, share of " + steps + " steps", "%", share).print();
    }
  }

  private static void printMemory(TrainingStep step, Network network) {
    int made = step.number() + 1;
    if (made == EARLY || step.last()) {
      ResidentMemory.now()
          .ifPresent(memory -> new Cost("memory at step " + made, "MB", memory).print());
    }
  }

  /** Adds up the time that a recorder takes. */
  private static final class Timed implements TrainingListener {
    private final Recorder recorder;
    private long nanoseconds;

    Timed(Recorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void beforeStep(int step, boolean last, Network network) {
      long start = System.nanoTime();
      recorder.beforeStep(step, last, network);
      nanoseconds += System.nanoTime() - start;
    }

    @Override
    public void onStep(TrainingStep step, Network network) {
      long start = System.nanoTime();
      recorder.onStep(step, network);
      nanoseconds += System.nanoTime() - start;
    }
  }
}
