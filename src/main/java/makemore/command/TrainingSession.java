package makemore.command;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import makemore.inspect.Recorder;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Batches;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import makemore.train.RunFolder;
import makemore.train.Summary;
import makemore.train.TrainingListener;
import makemore.train.TrainingLoop;

/** One training run, from the first draw to the written run folder, with all that it says. */
final class TrainingSession {

  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MICROSECONDS_PER_SECOND = 1e6;

  private final Configuration configuration;
  private final String dataPath;
  private final WordFile data;
  private final RunFolder folder;
  private final Optional<Summary> earlier;
  private final int threads;
  private final PrintWriter out;
  private final boolean quiet;
  private final Vocabulary vocabulary;
  private final Split split;

  /**
   * Prepares a run, without having begun it.
   *
   * @param configuration what is to be trained
   * @param dataPath the data file as the user named it
   * @param data what is to be learned
   * @param folder where the run is written
   * @param earlier the run that is in the folder, if it is to go on
   * @param threads the number of compute threads
   * @param out where everything is said
   * @param quiet whether to say only what comes after training
   * @throws makemore.text.InvalidInputException if there is too little data or too little memory,
   *     or the folder cannot be written
   */
  TrainingSession(
      Configuration configuration,
      String dataPath,
      WordFile data,
      RunFolder folder,
      Optional<Summary> earlier,
      int threads,
      PrintWriter out,
      boolean quiet) {
    this.configuration = configuration;
    this.dataPath = dataPath;
    this.data = data;
    this.folder = folder;
    this.earlier = earlier;
    this.threads = threads;
    this.out = out;
    this.quiet = quiet;
    vocabulary = Vocabulary.of(data.words());
    MemoryLimit.check(configuration, vocabulary.size());
    split = Split.of(data.words(), vocabulary, configuration.architecture().blockSize());
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
      NDManager manager = model.getNDManager();
      TorchGenerator generator = TorchGenerator.manualSeed(manager, configuration.seed());
      Network network = network(model);
      Batches batches = new Batches(generator, split.train(), configuration.batchSize());
      Recorder recorder = new Recorder();
      earlier.ifPresent(run -> resume(run, network, batches, recorder));
      if (!quiet) {
        describe(network);
      }

      int from = earlier.map(Summary::steps).orElse(0);
      long start = System.nanoTime();
      int made = train(manager, network, batches, recorder, from, interruption);
      double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
      if (made < configuration.steps()) {
        out.printf("interrupted: %,d of %,d steps are made%n", made, configuration.steps());
      }
      finish(model, recorder, made, seconds, seconds / (made - from));
    }
    return folder;
  }

  private Network network(Model model) {
    Network network = configuration.architecture().network(vocabulary.size());
    model.setBlock(network);
    network.initialize(
        model.getNDManager(),
        DataType.FLOAT32,
        new Shape(1, configuration.architecture().blockSize()));
    return network;
  }

  /** Brings everything to where the earlier run stopped; the draws are made anew. */
  private void resume(Summary run, Network network, Batches batches, Recorder recorder) {
    try (Model saved = folder.model()) {
      List<Parameter> from = saved.getBlock().getParameters().values();
      List<Parameter> to = network.getParameters().values();
      for (int i = 0; i < to.size(); i++) {
        // Not copyTo, which makes the engine print a warning.
        to.get(i).getArray().set(new NDIndex("..."), from.get(i).getArray());
      }
    }
    for (int i = 0; i < run.steps(); i++) {
      batches.nextIndices();
    }
    recorder.resume(folder::table);
  }

  private int train(
      NDManager manager,
      Network network,
      Batches batches,
      Recorder recorder,
      int from,
      Interruption interruption) {
    TrainingLoop loop = new TrainingLoop(network, batches, configuration.schedule());
    if (quiet) {
      return loop.run(
          manager, from, configuration.steps(), interruption::requested, List.of(recorder));
    }
    boolean terminal = System.console() != null;
    try (Progress progress = new Progress(from, configuration.steps(), out, terminal)) {
      TrainingListener firstLoss =
          (step, trained) -> {
            if (step.number() == 0) {
              out.printf(
                  "loss: %.4f expected of a network that knows nothing, ln(%d); %.4f in the first"
                      + " batch%n%n",
                  Math.log(vocabulary.size()), vocabulary.size(), step.loss());
            }
          };
      return loop.run(
          manager,
          from,
          configuration.steps(),
          interruption::requested,
          List.of(recorder, firstLoss, progress));
    }
  }

  private void describe(Network network) {
    out.printf("data: %s, %,d words", dataPath, data.words().size());
    out.printf(data.blankLines() == 0 ? "%n" : ", %,d blank lines skipped%n", data.blankLines());
    out.printf("vocabulary: %d characters, %s%n", vocabulary.size(), vocabulary);
    out.printf(
        "examples: %,d to train, %,d to validate, %,d to test%n%n",
        split.train().size(), split.validation().size(), split.test().size());
    Shape input = new Shape(configuration.batchSize(), configuration.architecture().blockSize());
    NetworkTable.print(network, input, out);
    out.println();
    earlier.ifPresent(run -> out.printf("going on after %,d steps%n", run.steps()));
  }

  private void finish(
      Model model, Recorder recorder, int made, double seconds, double secondsPerStep)
      throws IOException {
    Network network = (Network) model.getBlock();
    NDManager manager = model.getNDManager();
    Evaluation loss = Evaluation.of(network, split, manager);
    List<String> names =
        new Sampler(network, vocabulary, configuration.architecture().blockSize())
            .sample(manager, SampleCommand.NAMES, configuration.sampleSeed(), 1, "");
    double before = earlier.map(Summary::seconds).orElse(0.0);
    Summary summary =
        new Summary(
            configuration.preset(),
            configuration,
            network.parameterCount(),
            made,
            configuration.seed(),
            new Summary.Data(dataPath, data.sha256(), data.words().size(), vocabulary.toString()),
            new Summary.ExampleCounts(
                split.train().size(), split.validation().size(), split.test().size()),
            loss,
            threads,
            before + seconds,
            secondsPerStep * MICROSECONDS_PER_SECOND,
            versions(),
            names);
    folder.write(summary, model, data, recorder.tables());
    report(summary);
  }

  private void report(Summary summary) {
    out.println();
    EvaluateCommand.print(summary.loss(), out);
    out.println();
    summary.names().forEach(out::println);
    out.println();
    Set<String> known = new HashSet<>(data.words());
    out.printf(
        "%d of the %d names are in the data%n",
        summary.names().stream().filter(known::contains).count(), summary.names().size());
    out.printf("the run is in %s%n", folder.path());
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
