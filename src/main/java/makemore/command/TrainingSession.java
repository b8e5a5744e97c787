package makemore.command;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import makemore.nn.Network;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.DivergedException;
import makemore.train.Evaluation;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.TrainingLoop;

/** One training run, from the first draw to the written run folder. */
final class TrainingSession {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MICROSECONDS_PER_SECOND = 1e6;

  private final Configuration configuration;
  private final TrainingData data;
  private final RunFolder folder;
  private final Optional<Summary> earlier;
  private final int threads;
  private final PrintWriter out;
  private final boolean quiet;
  private final boolean trial;
  private final TrainingReport report;

  /**
   * Prepares a run, without having begun it.
   *
   * @param configuration what is to be trained
   * @param dataPath the data file as the user named it
   * @param words what is to be learned
   * @param folder where the run is written
   * @param earlier the run that is in the folder, if it is to go on
   * @param threads the number of compute threads
   * @param out where everything is said
   * @param quiet whether to say only what comes after training
   * @param trial whether what was recorded is to be kept even if training diverges
   * @throws makemore.text.InvalidInputException if there is too little data or too little memory,
   *     or the folder cannot be written
   */
  TrainingSession(
      Configuration configuration,
      String dataPath,
      WordFile words,
      RunFolder folder,
      Optional<Summary> earlier,
      int threads,
      PrintWriter out,
      boolean quiet,
      boolean trial) {
    this.configuration = configuration;
    this.folder = folder;
    this.earlier = earlier;
    this.threads = threads;
    this.out = out;
    this.quiet = quiet;
    this.trial = trial;
    data = TrainingData.of(dataPath, words, configuration);
    report = new TrainingReport(data, out);
    folder.prepare();
  }

  /**
   * Makes the run.
   *
   * @param interruption ends it early
   * @return where it is saved
   * @throws IOException if it cannot be saved
   */
  RunFolder run(Interruption interruption) throws IOException {
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      TrainingState state = TrainingState.start(model, configuration, data);
      earlier.ifPresent(run -> state.resume(folder, run.steps()));
      if (!quiet) {
        report.begin(configuration, state.network(), earlier);
      }

      int from = earlier.map(Summary::steps).orElse(0);
      long start = System.nanoTime();
      int made;
      try {
        made = train(model.getNDManager(), state, from, interruption);
      } catch (DivergedException e) {
        if (trial) {
          folder.writeDiverged(state.recorder().tables());
        }
        throw e;
      }
      double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
      if (made < configuration.steps()) {
        report.interrupted(made, configuration.steps());
      }
      Summary summary =
          summary(state.network(), model.getNDManager(), made, seconds, seconds / (made - from));
      folder.write(summary, model, data.file(), state.recorder().tables());
      report.end(summary, folder.path());
    }
    return folder;
  }

  private int train(NDManager manager, TrainingState state, int from, Interruption interruption) {
    TrainingLoop loop =
        new TrainingLoop(state.network(), state.batches(), configuration.schedule());
    int to = configuration.steps();
    if (quiet) {
      return loop.run(manager, from, to, interruption::requested, List.of(state.recorder()));
    }
    try (Progress progress = new Progress(to, out, System.console() != null)) {
      return loop.run(
          manager,
          from,
          to,
          interruption::requested,
          List.of(state.recorder(), report.firstLoss(), progress));
    }
  }

  private Summary summary(
      Network network, NDManager manager, int made, double seconds, double secondsPerStep) {
    Split split = data.split();
    Evaluation loss = Evaluation.of(network, split, manager);
    List<String> names =
        new Sampler(network, data.vocabulary(), configuration.architecture().blockSize())
            .sample(manager, SampleCommand.NAMES, configuration.sampleSeed(), 1, "");
    double before = earlier.map(Summary::seconds).orElse(0.0);
    return new Summary(
        configuration.preset(),
        configuration,
        network.parameterCount(),
        made,
        configuration.seed(),
        new Summary.Data(
            data.path(),
            data.file().sha256(),
            data.file().words().size(),
            data.vocabulary().toString()),
        new Summary.ExampleCounts(
            split.train().size(), split.validation().size(), split.test().size()),
        loss,
        threads,
        before + seconds,
        secondsPerStep * MICROSECONDS_PER_SECOND,
        versions(),
        names);
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("djl", Engine.getDjlVersion());
    versions.put("pytorch", Engine.getInstance().getVersion());
    versions.put("java", System.getProperty("java.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
