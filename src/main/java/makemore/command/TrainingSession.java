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
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import makemore.train.Training;
import makemore.train.TrainingListener;

/**
 * One training run, from the first draw to the written run folder.
 *
 * @param earlier the run that is in the folder, if it is to go on
 * @param recorder has recorded nothing yet
 */
record TrainingSession(
    Configuration configuration,
    TrainingData data,
    RunFolder folder,
    Optional<Summary> earlier,
    EngineOptions engineOptions,
    Recorder recorder) {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MICROSECONDS_PER_SECOND = 1e6;

  /**
   * Makes the run.
   *
   * @param quiet whether to say only what comes after training
   * @throws makemore.train.DivergedException if the loss becomes NaN or infinite
   */
  void run(Interruption interruption, boolean quiet) throws IOException {
    TrainingReport report = new TrainingReport(data, engineOptions.out());
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      NDManager manager = model.getNDManager();
      Training training =
          Training.start(configuration, data.split(), data.vocabulary().size(), manager);
      Network network = training.network();
      model.setBlock(network);
      earlier.ifPresent(run -> resume(training, run));
      if (!quiet) {
        report.begin(configuration, network, earlier);
      }

      int to = configuration.steps();
      int from = earlier.map(Summary::steps).orElse(0);
      long start = System.nanoTime();
      int made;
      try (Progress progress = new Progress(to, engineOptions.out(), System.console() != null)) {
        List<TrainingListener> listeners =
            quiet ? List.of(recorder) : List.of(recorder, report.firstLoss(), progress);
        made = training.run(manager, from, to, interruption::requested, listeners);
      }
      double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
      if (made < to) {
        report.interrupted(made, to);
      }
      Summary summary = summary(network, manager, made, seconds, seconds / (made - from));
      folder.write(summary, model, data.file(), recorder.recording().tables());
      report.end(summary, folder.path());
    }
  }

  /** Brings everything to where the earlier run stopped; the draws are made anew. */
  private void resume(Training training, Summary run) {
    try (Model saved = folder.model(run)) {
      List<Parameter> from = saved.getBlock().getParameters().values();
      List<Parameter> to = training.network().getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < run.steps(); i++) {
      training.batches().nextIndices();
    }
    recorder.resume(folder::table);
  }

  private Summary summary(
      Network network, NDManager manager, int made, double seconds, double secondsPerStep) {
    Evaluation loss = Evaluation.of(network, data.split(), manager);
    List<String> names =
        new Sampler(network, data.vocabulary(), configuration.architecture().blockSize())
            .sample(manager, TorchGenerator.manualSeed(configuration.sampleSeed()), 1, "")
            .limit(SampleCommand.NAMES)
            .toList();
    return new Summary(
        configuration.preset(),
        configuration,
        network.parameterCount(),
        made,
        configuration.seed(),
        data.summary(),
        data.exampleCounts(),
        loss,
        engineOptions.threads(),
        earlier.map(Summary::seconds).orElse(0.0) + seconds,
        secondsPerStep * MICROSECONDS_PER_SECOND,
        Summary.currentVersions(),
        names);
  }
}
