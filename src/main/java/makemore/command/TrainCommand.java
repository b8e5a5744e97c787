package makemore.command;

import static makemore.inspect.NumberFormats.count;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.run.RunResult;
import makemore.run.TrainingData;
import makemore.run.TrainingRun;
import makemore.store.Checkpoint;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.TrainingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description =
        "Trains a preset, evaluates it, invents names, and writes the run folder and the pictures.")
final class TrainCommand implements Callable<Integer> {

  @Mixin private SettingsOptions options = SettingsOptions.ofTraining();
  @Mixin private Pictures pictures;
  @Mixin private EngineOptions engineOptions;

  @Option(
      names = "--layers",
      paramLabel = "plain|fused",
      description =
          "plain: the lesson's layers. fused: the same formulas as loops in Java, faster for small"
              + " arrays (default: fused).")
  private Layers layers;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Learns from this text file with one word per line, or from standard input: - (default:"
              + " data/names.txt, or else the copy in the program).")
  private Path data;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Writes the run into this folder (default: runs/PRESET).")
  private Path run;

  @Option(
      names = "--resume",
      description =
          "Continues the run in the run folder from its last checkpoint; raise --steps to make"
              + " more.")
  private boolean resume;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Writes a checkpoint after every N steps, for --resume (default: 10000).")
  private int checkpointEvery = 10_000;

  @Option(names = "--quiet", description = "Prints only the results.")
  private boolean quiet;

  @Option(names = "--no-plots", description = "Draws no pictures.")
  private boolean noPlots;

  @Override
  public Integer call() throws IOException {
    Range.check("--checkpoint-every", checkpointEvery, 1, Integer.MAX_VALUE);
    Path path = run == null ? Path.of("runs", options.settings().preset()) : run;
    RunFolder folder = new RunFolder(path);
    if (resume) {
      try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
        return resume(folder, checkpoint);
      }
    }
    Settings settings = options.settings();
    settings.check(SettingsOptions::optionName);
    engineOptions.prepare(EngineOptions.fastestThreads(settings));
    Path file = data == null ? WordFile.NAMES : data;
    TrainingData learned = TrainingData.of(file.toString(), WordFile.read(file), settings);
    if (folder.hasRun() && !isOlder(folder, settings, learned.file().sha256())) {
      String other = "the run in " + path + " is longer or another one, and is kept as ";
      folder.setAside().ifPresent(kept -> engineOptions.warn(other + kept));
    }
    Layers asked = layers == null ? Layers.FUSED : layers;
    return train(settings, asked, learned, folder, Optional.empty());
  }

  /** Whether the run of a folder is the beginning of another, or the same, which may replace it. */
  private static boolean isOlder(RunFolder folder, Settings settings, String sha256)
      throws IOException {
    try (Checkpoint earlier = Checkpoint.latest(folder)) {
      Summary made = earlier.summary();
      return made.data().sha256().equals(sha256)
          && made.settings().withSteps(settings.steps()).equals(settings)
          && made.steps() <= settings.steps();
    } catch (InvalidInputException e) {
      // It is damaged, or of another version.
      return false;
    }
  }

  private int resume(RunFolder folder, Checkpoint checkpoint) throws IOException {
    Summary made = checkpoint.summary();
    Settings settings = resumed(made);
    engineOptions.prepare(EngineOptions.fastestThreads(settings));
    if (checkpoint.run().equals(folder)
        && made.steps() == settings.steps()
        && made.settings().equals(settings)) {
      PrintWriter out = engineOptions.out();
      String done = count(made.steps(), "step");
      out.printf("the run is finished after %s; raise --steps to make more%n", done);
      if (!noPlots) {
        pictures.draw(RunResult.read(folder), engineOptions);
      }
      return 0;
    }
    WordFile words = checkpoint.run().words(made);
    TrainingData learned = TrainingData.of(made.data().path(), words, settings);
    return train(settings, made.layers(), learned, folder, Optional.of(checkpoint));
  }

  /** Returns the settings of a run that continues: only its steps and its names can change. */
  private Settings resumed(Summary earlier) {
    Settings before = earlier.settings();
    Settings settings = options.changed(before);
    settings.check(SettingsOptions::optionName);
    Settings same = settings.withSteps(before.steps()).withSampleSeed(before.sampleSeed());
    if (!same.equals(before)
        || (layers != null && layers != earlier.layers())
        || (data != null && !WordFile.read(data).sha256().equals(earlier.data().sha256()))) {
      throw new InvalidInputException(
          "--resume: the run was started with other options; leave out all but --steps and"
              + " --sample-seed");
    }
    if (settings.steps() < earlier.steps()) {
      throw new InvalidInputException(
          String.format(
              "--resume: the run has already made %s; expected more in --steps",
              count(earlier.steps(), "step")));
    }
    return settings;
  }

  private int train(
      Settings settings,
      Layers kind,
      TrainingData learned,
      RunFolder folder,
      Optional<Checkpoint> earlier)
      throws IOException {
    int threads = engineOptions.threads();
    TrainingRun training =
        new TrainingRun(settings, kind, learned, folder, earlier, threads, checkpointEvery);
    PrintWriter out = engineOptions.out();
    TrainingReport report = new TrainingReport(training, out);
    if (!noPlots) {
      pictures.check(folder);
    }
    try (Interruption interruption = new Interruption()) {
      RunResult result;
      try (Progress progress = new Progress(settings.steps(), out, System.console() != null)) {
        List<TrainingListener> listeners = quiet ? List.of() : List.of(report, progress);
        result = training.run(interruption::requested, listeners);
      }
      report.end(result);
      if (result.divergence().isPresent()) {
        out.printf("the records are in %s%n", folder.diverged().path());
      }
      if (!noPlots) {
        pictures.draw(result, engineOptions);
      }
      report.warn(result);
      result.divergence().ifPresent(engineOptions::warn);
      return result.summary().isPresent() ? 0 : Program.FAILED;
    }
  }
}
