package makemore.command;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.store.Checkpoint;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;
import makemore.train.DivergedException;
import makemore.train.Evaluation;
import makemore.train.Training;
import makemore.train.TrainingListener;
import tech.tablesaw.api.Table;

/** One training run, new or going on from an earlier one, to the written run folder. */
record TrainingSession(
    Configuration configuration,
    TrainingData data,
    RunFolder folder,
    Optional<Checkpoint> earlier,
    EngineOptions engineOptions,
    int checkpointEvery,
    Recorder recorder) {

  private static final Evaluation NO_LOSS = new Evaluation(Double.NaN, Double.NaN, Double.NaN);

  /** Makes the run; if it diverges, what was recorded is kept before the exception goes on. */
  void run(Interruption interruption, boolean quiet) throws IOException {
    TrainingReport report = new TrainingReport(data, engineOptions.out());
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      NDManager manager = model.getNDManager();
      Training training =
          Training.start(configuration, data.split(), data.vocabulary().size(), manager);
      Network network = training.network();
      model.setBlock(network);
      if (earlier.isPresent()) {
        resume(training, earlier.get());
      }
      if (!quiet) {
        report.begin(configuration, network, earlier.map(Checkpoint::summary));
      }

      int to = configuration.steps();
      long start = System.nanoTime();
      TrainingListener checkpoints =
          (step, trained) -> {
            int steps = step.number() + 1;
            if (steps % checkpointEvery == 0 || step.last()) {
              Summary summary =
                  summary(trained, steps, System.nanoTime() - start, NO_LOSS, List.of());
              folder.writeCheckpoint(summary, model, data.file(), tables());
            }
          };
      int made;
      try (Progress progress = new Progress(to, engineOptions.out(), System.console() != null)) {
        List<TrainingListener> listeners =
            quiet
                ? List.of(recorder, checkpoints)
                : List.of(report.firstLoss(), recorder, progress, checkpoints);
        made = training.run(manager, from(), to, interruption::requested, listeners);
      }
      long end = System.nanoTime();
      if (made < to) {
        engineOptions.out().printf("interrupted: %,d of %,d steps are made%n", made, to);
      }
      Evaluation loss = Evaluation.of(network, data.split(), manager);
      if (!Double.isFinite(loss.train())) {
        double rate = configuration.schedule().at(made - 1);
        throw new DivergedException(made, loss.train(), rate);
      }
      List<String> names = names(network, manager, made);
      Summary summary = summary(network, made, end - start, loss, names);
      folder.write(summary, model, data.file(), tables());
      report.end(summary, folder.path());
    } catch (DivergedException e) {
      folder.write(new DivergedRun(configuration, data.summary(), e.getMessage()), tables());
      engineOptions.out().printf("what was recorded is in %s%n", folder.diverged().path());
      throw e;
    }
  }

  /** Brings everything to where the earlier run stopped; the draws are made anew. */
  private void resume(Training training, Checkpoint checkpoint) throws IOException {
    RunFolder run = checkpoint.run();
    try (Model saved = run.model(checkpoint.summary())) {
      List<Parameter> from = saved.getBlock().getParameters().values();
      List<Parameter> to = training.network().getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < from(); i++) {
      training.batches().nextIndices();
    }
    recorder.resume(run::table, from() == configuration.steps());
    checkpoint.close();
  }

  private int from() {
    return earlier.map(run -> run.summary().steps()).orElse(0);
  }

  private List<Table> tables() {
    return recorder.recording().tables();
  }

  private List<String> names(Network network, NDManager manager, int steps) {
    TorchGenerator generator =
        Training.namesGenerator(
            configuration, steps, data.split().train().size(), data.vocabulary().size());
    return new Sampler(network, data.vocabulary(), configuration.architecture().blockSize())
        .sample(manager, generator, 1, "")
        .limit(SampleCommand.NAMES)
        .toList();
  }

  private Summary summary(
      Network network, int steps, long nanoseconds, Evaluation loss, List<String> names) {
    Optional<Summary> before = earlier.map(Checkpoint::summary);
    return new Summary(
        configuration.preset(),
        configuration,
        network.parameterCount(),
        steps,
        configuration.seed(),
        data.summary(),
        data.exampleCounts(),
        loss,
        engineOptions.threads(),
        before.map(Summary::seconds).orElse(0.0) + nanoseconds / 1e9,
        steps == from()
            ? before.map(Summary::microsecondsPerStep).orElse(0.0)
            : nanoseconds / 1e3 / (steps - from()),
        Summary.currentVersions(),
        names);
  }
}
