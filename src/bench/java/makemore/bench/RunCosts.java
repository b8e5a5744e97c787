package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchEngine;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import makemore.train.Preset;
import makemore.train.Training;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;

/**
 * A process that trains a preset with its recorder, evaluates it and draws names, and prints what
 * each took: lines such as {@code evaluation,s,0.9}.
 */
public final class RunCosts {

  private static final int NAMES = 1000;
  private static final int EARLY = 20_000;

  private RunCosts() {}

  /** Takes the name of the preset and the number of steps. */
  public static void main(String[] args) throws IOException {
    TorchEngine.configure();
    Preset preset = Preset.named(args[0]).orElseThrow();
    int steps = Integer.parseInt(args[1]);
    List<String> words = WordFile.read(Path.of("data", "names.txt")).words();
    Vocabulary vocabulary = Vocabulary.of(words);
    int blockSize = preset.architecture().blockSize();
    Split split = Split.of(words, vocabulary, blockSize);
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training =
          Training.start(Configuration.of(preset), split, vocabulary.size(), manager);
      train(training, split, steps, manager);
      evaluate(training.network(), split, manager);

      long start = System.nanoTime();
      TorchGenerator generator = TorchGenerator.manualSeed(Configuration.SAMPLE_SEED);
      new Sampler(training.network(), vocabulary, blockSize)
          .sample(manager, generator, 1, "")
          .limit(NAMES)
          .forEach(name -> {});
      print("1,000 names", "s", seconds(start));
    }
  }

  private static void train(Training training, Split split, int steps, NDManager manager) {
    Timed recorder = new Timed(new Recorder(split));
    TrainingListener memory =
        (step, network) -> {
          if (step.number() + 1 == EARLY || step.last()) {
            print(
                "resident memory at step %d".formatted(step.number() + 1),
                "MB",
                ResidentMemory.now());
          }
        };
    long start = System.nanoTime();
    training.run(manager, 0, steps, () -> false, List.of(recorder, memory));
    print("recording, share of " + steps + " steps", "%", 100 * recorder.seconds / seconds(start));
  }

  private static void evaluate(Network network, Split split, NDManager manager)
      throws IOException {
    ResidentMemory.forgetPeak();
    OptionalDouble before = ResidentMemory.now();
    long start = System.nanoTime();
    Evaluation.of(network, split, manager);
    print("evaluation", "s", seconds(start));
    OptionalDouble peak = ResidentMemory.peak();
    before.ifPresent(
        memory ->
            print("evaluation, added resident memory", "MB", peak.getAsDouble() - memory));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, String unit, OptionalDouble number) {
    number.ifPresent(there -> print(what, unit, there));
  }

  private static void print(String what, String unit, double number) {
    System.out.println(String.join("\t", what, unit, String.valueOf(number)));
  }

  /** Adds up the time that a recorder takes. */
  private static final class Timed implements TrainingListener {
    private final Recorder recorder;
    private double seconds;

    Timed(Recorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void beforeStep(int step, boolean last, Network network) {
      long start = System.nanoTime();
      recorder.beforeStep(step, last, network);
      seconds += RunCosts.seconds(start);
    }

    @Override
    public void onStep(TrainingStep step, Network network) {
      long start = System.nanoTime();
      recorder.onStep(step, network);
      seconds += RunCosts.seconds(start);
    }
  }
}
