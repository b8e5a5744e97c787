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
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Report;
import makemore.experiment.Trial;
import makemore.experiment.TrialData;
import makemore.experiment.TrialProcess;
import makemore.experiment.TrialRunner;
import makemore.experiment.Variant;
import makemore.plot.NoFontsException;
import makemore.store.ExperimentFolder;
import makemore.text.InvalidInputException;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Range;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  private static final int MOST_SEEDS = 1000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "comparison",
      description = "One of ${COMPLETION-CANDIDATES} (default: comparison).")
  private Experiment experiment;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Runs of each variant: the first with the seed 2147483647, each with one more than the"
              + " one before (default: 3).")
  private int seeds;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "Steps of each run, with a tenth of the learning rate from three quarters of them on"
              + " (default: 20000).")
  private int steps;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Runs at the same time, each a process of about 0.65 GB; the results do not depend on it"
              + " (default: 1).")
  private int jobs;

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      split = ",",
      description = "Which variants, separated by commas (default: all of the experiment).")
  private List<String> names;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      defaultValue = "data/names.txt",
      description = "Text file with one word a line (default: data/names.txt).")
  private Path data;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Where all is written (default: runs/experiment-EXPERIMENT).")
  private Path run;

  @Mixin private VariantOptions variantOptions;
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() throws IOException, InterruptedException {
    engineOptions.prepare();
    Range.check("--seeds", seeds, 1, MOST_SEEDS);
    Range.check("--jobs", jobs, 1, MemoryLimit.mostProcesses());
    variantOptions.configuration().withSteps(steps).check(VariantOptions::option);
    List<Variant> variants = variants();
    TrialData of = data();
    TrialProcess process = new TrialProcess(ProgramProcess.words(), of, engineOptions.threads());
    Path path = run == null ? Path.of("runs", "experiment-" + experiment) : run;
    List<Trial> trials = Trial.plan(variants, seeds, steps, path);
    trials.forEach(trial -> MemoryLimit.check(trial.configuration(), of.vocabularySize()));
    try (ExperimentFolder folder =
        ExperimentFolder.open(
            path, new ExperimentFolder.Common(experiment.toString(), steps, of.sha256()))) {
      List<Outcome> outcomes = run(trials, new TrialRunner(process, jobs));
      report(new Report(experiment, variants, outcomes, seeds, steps), folder);
      return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.FAILED)
          ? Program.FAILED
          : 0;
    }
  }

  /** Those variants of the experiment that are asked for, and perhaps one's own. */
  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>(experiment.variants());
    if (names != null) {
      List<String> known = variants.stream().map(Variant::name).toList();
      for (String name : names) {
        if (!known.contains(name)) {
          throw new InvalidInputException(
              "--variants: unknown variant '" + name + "'; expected " + String.join(", ", known));
        }
      }
      variants.removeIf(variant -> !names.contains(variant.name()));
    }
    String own =
        engineOptions.spec().mixins().get("variantOptions").options().stream()
            .filter(engineOptions.spec().commandLine().getParseResult()::hasMatchedOption)
            .map(ExperimentCommand::word)
            .collect(Collectors.joining(" "));
    if (!own.isEmpty()) {
      Configuration configuration = variantOptions.configuration();
      variants.add(Variant.own(variants.get(0).name(), own, configuration));
    }
    return variants;
  }

  private static String word(OptionSpec option) {
    if (option.getValue() instanceof Boolean given) {
      return given ? option.longestName() : option.longestName().replace("--", "--no-");
    }
    return option.longestName() + "=" + option.originalStringValues().get(0);
  }

  /** Reads the data, and sees that there is enough of it, before anything is written. */
  private TrialData data() {
    WordFile words = WordFile.read(data);
    Vocabulary vocabulary = Vocabulary.of(words.words());
    Split.of(words.words(), vocabulary, Preset.DEEP_BN.architecture().blockSize());
    return new TrialData(data, words.sha256(), vocabulary.size());
  }

  private List<Outcome> run(List<Trial> trials, TrialRunner runner) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(runner.kept(trials));
    Set<Trial> kept = outcomes.stream().map(Outcome::trial).collect(Collectors.toSet());
    List<Trial> missing = trials.stream().filter(trial -> !kept.contains(trial)).toList();
    PrintWriter out = engineOptions.out();
    out.printf("%s%n%,d runs of %,d steps", experiment.question(), trials.size(), steps);
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

  private void report(Report report, ExperimentFolder folder) throws IOException {
    report.write(folder);
    engineOptions.out().print(report.text());
    try {
      report.draw(folder);
    } catch (NoFontsException e) {
      engineOptions.err().println("makemore: " + e.getMessage());
    }
    engineOptions.out().printf("the results are in %s%n", folder.path());
  }
}
