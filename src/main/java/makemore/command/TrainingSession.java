package makemore.command;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.store.BrokenRun;
import makemore.store.Checkpoint;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;
import makemore.train.DivergedException;
import makemore.train.Evaluation;
import makemore.train.Training;
import makemore.train.TrainingListener;
import tech.tablesaw.api.Table;

/**
 * One training run, from the first draw to the written run folder.
 *
 * @param earlier the run that goes on, if it is not a new one
 * @param checkpointEvery after how many steps a checkpoint is written
 * @param recorder has recorded nothing yet
 */
record TrainingSession(
    Configuration configuration,
    TrainingData data,
    RunFolder folder,
    Optional<EarlierRun> earlier,
    EngineOptions engineOptions,
    int checkpointEvery,
    Recorder recorder) {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MICROSECONDS_PER_SECOND = 1e6;

  /** A run and where it is to be read, which is closed as soon as it is. */
  record EarlierRun(Checkpoint checkpoint, Summary summary) {}

  /**
   * Makes the run.
   *
   * @param quiet whether to say only what comes after training
   * @throws DivergedException if a loss becomes NaN or infinite; what was recorded is then kept
   */
  void run(Interruption interruption, boolean quiet) throws IOException {
    TrainingReport report = new TrainingReport(data, engineOptions.out());
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      NDManager manager = model.getNDManager();
      Training training =
          Training.start(configuration, data.split(), data.vocabulary().size(), manager);
      model.setBlock(training.network());
      if (earlier.isPresent()) {
        resume(training, earlier.get());
      }
      if (!quiet) {
        report.begin(configuration, training.network(), earlier.map(EarlierRun::summary));
      }
      Summary made = train(training, model, interruption, report, quiet);
      if (made.steps() < configuration.steps()) {
        report.interrupted(made.steps(), configuration.steps());
      }
      Summary summary = finished(made, training.network(), manager);
      folder.write(summary, model, data.file(), tables());
      report.end(summary, folder.path());
    } catch (DivergedException e) {
      folder.write(new BrokenRun(configuration, data.file().sha256(), e.getMessage()), tables());
      report.diverged(folder.diverged().path());
      throw e;
    }
  }

  /** Makes the steps, each with what belongs to it. */
  private Summary train(
      Training training,
      Model model,
      Interruption interruption,
      TrainingReport report,
      boolean quiet) {
    int to = configuration.steps();
    int from = earlier.map(run -> run.summary().steps()).orElse(0);
    long start = System.nanoTime();
    IntFunction<Summary> made = steps -> made(training, from, steps, System.nanoTime() - start);
    TrainingListener checkpoints =
        (step, network) -> {
          int steps = step.number() + 1;
          if (steps % checkpointEvery == 0 || step.last()) {
            checkpoint(made.apply(steps), model);
          }
        };
    try (Progress progress = new Progress(to, engineOptions.out(), System.console() != null)) {
      List<TrainingListener> listeners =
          quiet
              ? List.of(recorder, checkpoints)
              : List.of(recorder, report.firstLoss(), progress, checkpoints);
      return made.apply(
          training.run(model.getNDManager(), from, to, interruption::requested, listeners));
    }
  }

  private void checkpoint(Summary made, Model model) {
    try {
      folder.writeCheckpoint(made, model, data.file(), tables());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Table> tables() {
    return recorder.recording().tables();
  }

  /** Brings everything to where the earlier run stopped; the draws are made anew. */
  private void resume(Training training, EarlierRun run) throws IOException {
    RunFolder made = run.checkpoint().run();
    try (Model saved = made.model(run.summary())) {
      List<Parameter> from = saved.getBlock().getParameters().values();
      List<Parameter> to = training.network().getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < run.summary().steps(); i++) {
      training.batches().nextIndices();
    }
    recorder.resume(made::table, run.summary().steps() == configuration.steps());
    run.checkpoint().close();
  }

  /** What is known of the run before it is evaluated. */
  private Summary made(Training training, int from, int steps, long nanoseconds) {
    double seconds = nanoseconds / NANOSECONDS_PER_SECOND;
    Optional<Summary> before = earlier.map(EarlierRun::summary);
    return new Summary(
        configuration.preset(),
        configuration,
        training.network().parameterCount(),
        steps,
        configuration.seed(),
        data.summary(),
        data.exampleCounts(),
        new Evaluation(Double.NaN, Double.NaN, Double.NaN),
        engineOptions.threads(),
        before.map(Summary::seconds).orElse(0.0) + seconds,
        steps == from
            ? before.map(Summary::microsecondsPerStep).orElse(0.0)
            : seconds / (steps - from) * MICROSECONDS_PER_SECOND,
        Summary.currentVersions(),
        List.of());
  }

  private Summary finished(Summary made, Network network, NDManager manager) {
    Evaluation loss = Evaluation.of(network, data.split(), manager);
    if (!Double.isFinite(loss.train())) {
      double rate = configuration.schedule().at(made.steps() - 1);
      throw new DivergedException(made.steps(), loss.train(), rate);
    }
    List<String> names =
        new Sampler(network, data.vocabulary(), configuration.architecture().blockSize())
            .sample(manager, TorchGenerator.manualSeed(configuration.sampleSeed()), 1, "")
            .limit(SampleCommand.NAMES)
            .toList();
    return made.with(loss, names);
  }
}
