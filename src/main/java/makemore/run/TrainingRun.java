package makemore.run;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.store.Checkpoint;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.DivergedException;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;

/**
 * A training run and the folder that keeps it.
 *
 * @param earlier where the run goes on, if it was begun before
 * @param threads the number of compute threads that the engine has
 * @param checkpointEvery after how many steps a checkpoint is written; one is after the last step
 */
public record TrainingRun(
    Settings settings,
    Layers layers,
    TrainingData data,
    RunFolder folder,
    Optional<Checkpoint> earlier,
    int threads,
    int checkpointEvery) {

  /** The number of names that a run ends with. */
  public static final int NAMES = 20;

  /** The loss of a run that has not ended. */
  public static final Evaluation NO_LOSS = new Evaluation(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Trains, evaluates, draws names, and writes the folder, which is locked meanwhile. If training
   * diverges, it writes the records.
   *
   * @param stop is asked before each step; if true, that step is the last
   * @param listeners are told of each step, after it was recorded
   * @throws makemore.input.InvalidInputException if the folder is in use, is of something else, or
   *     cannot be written, or the earlier run is damaged
   */
  @SuppressWarnings("try")
  public RunResult run(BooleanSupplier stop, List<TrainingListener> listeners) throws IOException {
    Recorder recorder = new Recorder(data.split(), data.vocabulary());
    try (Closeable lock = folder.lock();
        Model model = Model.newInstance(RunFolder.MODEL)) {
      Summary summary = train(model, recorder, stop, listeners);
      folder.write(summary, model, data.file(), recorder.recording().tables());
      Network network = (Network) model.getBlock();
      return RunResult.ended(folder, summary, recorder.recording(), data.file().words(), network);
    } catch (DivergedException e) {
      DivergedRun diverged = new DivergedRun(settings, data.summary(), e.getMessage());
      folder.write(diverged, recorder.recording().tables());
      return RunResult.diverged(folder, diverged, recorder.recording());
    }
  }

  private Summary train(
      Model model, Recorder recorder, BooleanSupplier stop, List<TrainingListener> listeners)
      throws IOException {
    NDManager manager = model.getNDManager();
    Training training = Training.start(settings, layers, data.split(), data.vocabulary(), manager);
    Network network = training.network();
    model.setBlock(network);
    if (earlier.isPresent()) {
      resume(training, model, recorder, earlier.get());
    }
    long start = System.nanoTime();
    List<TrainingListener> all = new ArrayList<>(List.of(recorder));
    all.addAll(listeners);
    all.add(
        (step, trained) -> {
          int steps = step.number() + 1;
          if (steps % checkpointEvery == 0 || step.last()) {
            Summary summary =
                summary(trained, steps, System.nanoTime() - start, NO_LOSS, List.of());
            folder.writeCheckpoint(summary, model, data.file(), recorder.recording().tables());
          }
        });
    int made = training.run(from(), settings.steps(), stop, all);
    long nanoseconds = System.nanoTime() - start;
    Evaluation loss = Evaluation.of(network, data.split(), manager);
    if (!Double.isFinite(loss.train())) {
      throw new DivergedException(made, loss.train(), settings.learningRateAt(made - 1));
    }
    return summary(network, made, nanoseconds, loss, training.names(NAMES, made));
  }

  /** Brings everything to where the earlier run stopped, and repeats its draws. */
  private void resume(Training training, Model model, Recorder recorder, Checkpoint checkpoint)
      throws IOException {
    checkpoint.run().load(model);
    for (int i = 0; i < from(); i++) {
      training.batches().nextIndices();
    }
    recorder.resume(checkpoint.run()::table, from() == settings.steps());
    checkpoint.close();
  }

  /** The number of steps that were made before. */
  public int from() {
    return earlier.map(run -> run.summary().steps()).orElse(0);
  }

  private Summary summary(
      Network network, int steps, long nanoseconds, Evaluation loss, List<String> names) {
    Optional<Summary> before = earlier.map(Checkpoint::summary);
    return new Summary(
        Summary.FORMAT,
        settings.preset(),
        settings,
        network.parameterCount(),
        steps,
        settings.seed(),
        data.summary(),
        data.exampleCounts(),
        loss,
        layers,
        threads,
        before.map(Summary::seconds).orElse(0.0) + nanoseconds / 1e9,
        steps == from()
            ? before.map(Summary::microsecondsPerStep).orElse(0.0)
            : nanoseconds / 1e3 / (steps - from()),
        Summary.currentVersions(),
        names);
  }
}
