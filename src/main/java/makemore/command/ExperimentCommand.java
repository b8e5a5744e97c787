package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import makemore.experiment.Experiment;
import makemore.store.ExperimentFolder;
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Report;
import makemore.experiment.Trial;
import makemore.experiment.TrialData;
import makemore.experiment.TrialProcess;
import makemore.experiment.TrialRunner;
import makemore.experiment.Variant;
import makemore.plot.NoFontsException;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Trains several variants over several seeds, and prints and draws the comparison. */
@Command(
    name = "experiment",
    description = {
      "Trains several variants over several seeds, and prints and draws the comparison. What is"
          + " finished is kept: the same command goes on where it stopped.",
      "The options of a variant (--preset, --init, ...), if any are given, make one more row, named"
          + " after them."
    },
    mixinStandardHelpOptions = true)
final class ExperimentCommand implements Callable<Integer> {

  @Mixin private ExperimentOptions experimentOptions;
  @Mixin private VariantOptions variantOptions;
  @Mixin private EngineOptions engineOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    engineOptions.prepare();
    experimentOptions.check();
    Experiment experiment = experimentOptions.experiment();
    int seeds = experimentOptions.seeds();
    int steps = experimentOptions.steps();
    List<Variant> variants = variants();
    TrialData data = data(experimentOptions.data());
    TrialProcess process = new TrialProcess(ProgramProcess.words(), data, engineOptions.threads());
    ExperimentFolder.Common common =
        new ExperimentFolder.Common(experiment.toString(), steps, data.sha256());
    try (ExperimentFolder folder = ExperimentFolder.open(experimentOptions.run(), common)) {
      List<Trial> trials =
          Trial.plan(variants, seeds, steps, folder.path(), ExperimentCommand::configuration);
      trials.forEach(trial -> MemoryLimit.check(trial.configuration(), data.vocabularySize()));
      List<Outcome> outcomes = run(trials, new TrialRunner(process, experimentOptions.jobs()));
      Report report = new Report(experiment, variants, outcomes, seeds, steps);
      report.write(folder);
      PrintWriter out = spec.commandLine().getOut();
      out.print(report.text());
      draw(report, folder, spec.commandLine().getErr());
      out.printf("the results are in %s%n", folder.path());
      return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.FAILED)
          ? Program.FAILED
          : 0;
    }
  }

  /** Reads the data, and sees that there is enough of it, before anything is written. */
  private static TrialData data(Path path) {
    WordFile words = WordFile.read(path);
    Vocabulary vocabulary = Vocabulary.of(words.words());
    Split.of(words.words(), vocabulary, Preset.DEEP_BN.architecture().blockSize());
    return new TrialData(path, words.sha256(), vocabulary.size());
  }

  private static void draw(Report report, ExperimentFolder folder, PrintWriter err)
      throws IOException {
    try {
      report.draw(folder);
    } catch (NoFontsException e) {
      err.println("makemore: " + e.getMessage());
    }
  }

  private List<Outcome> run(List<Trial> trials, TrialRunner runner) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(runner.kept(trials));
    Set<Trial> kept = outcomes.stream().map(Outcome::trial).collect(Collectors.toSet());
    List<Trial> missing = trials.stream().filter(trial -> !kept.contains(trial)).toList();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s%n%,d runs of %,d steps",
        experimentOptions.experiment().question(), trials.size(), experimentOptions.steps());
    out.printf(kept.isEmpty() ? "%n%n" : "; %,d are finished already%n%n", kept.size());
    out.flush();
    if (!missing.isEmpty()) {
      try (ExperimentProgress progress =
          new ExperimentProgress(missing, out, System.console() != null)) {
        outcomes.addAll(runner.run(missing, progress::onEnd));
      }
      out.println();
    }
    return outcomes;
  }

  private static Configuration configuration(List<String> options) {
    TrainingOptions parsed = new TrainingOptions();
    new CommandLine(parsed).parseArgs(options.toArray(String[]::new));
    return parsed.configuration();
  }

  private List<Variant> variants() {
    // The variants of the experiment are sound; one's own may have a number out of its range.
    variantOptions.configuration();
    List<Variant> variants = experimentOptions.picked();
    List<String> own = ownOptions();
    if (!own.isEmpty()) {
      variants.add(Variant.own(variants.get(0).name(), own));
    }
    return variants;
  }

  /** Those options of a variant that are given, as they are to be given to {@code train}. */
  private List<String> ownOptions() {
    CommandSpec ofVariant = CommandSpec.forAnnotatedObject(new VariantOptions());
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> ofVariant.findOption(option.longestName()) != null)
        .map(ExperimentCommand::word)
        .toList();
  }

  private static String word(OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Boolean given) {
      return given ? option.longestName() : option.longestName().replace("--", "--no-");
    }
    return option.longestName() + "=" + option.originalStringValues().get(0);
  }
}
