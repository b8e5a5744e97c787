package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import makemore.experiment.Experiment;
import makemore.experiment.ExperimentFolder;
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Report;
import makemore.experiment.Trial;
import makemore.experiment.TrialData;
import makemore.experiment.TrialProcess;
import makemore.experiment.TrialRunner;
import makemore.experiment.Variant;
import makemore.plot.NoFontsException;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
  private static final int MOST_STEPS = 100_000_000;

  @Mixin private VariantOptions variantOptions;
  @Mixin private EngineOptions engineOptions;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "comparison",
      converter = ExperimentConverter.class,
      completionCandidates = ExperimentNames.class,
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
  private List<String> variants;

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

  /** Reads an experiment's name. */
  static final class ExperimentConverter implements ITypeConverter<Experiment> {
    @Override
    public Experiment convert(String name) {
      return Experiment.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "unknown experiment '"
                          + name
                          + "'"
                          + Nearest.hint(name, new ExperimentNames())));
    }
  }

  /** The experiments' names. */
  static final class ExperimentNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ExperimentNames() {
      super(Arrays.stream(Experiment.values()).map(Experiment::toString).toList());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    engineOptions.prepare();
    OptionRange.check("--seeds", seeds, 1, MOST_SEEDS);
    OptionRange.check("--steps", steps, 1, MOST_STEPS);
    OptionRange.check("--jobs", jobs, 1, MemoryLimit.mostProcesses());
    variantOptions.configuration();
    List<Variant> picked = picked();
    WordFile words = WordFile.read(data);
    Path path = run == null ? Path.of("runs", "experiment-" + experiment) : run;
    ExperimentFolder.Common common =
        new ExperimentFolder.Common(experiment.toString(), steps, words.sha256());
    try (ExperimentFolder folder = ExperimentFolder.open(path, common)) {
      List<Trial> trials =
          Trial.plan(picked, seeds, steps, folder.path(), ExperimentCommand::configuration);
      TrialData trialData =
          new TrialData(data, words.sha256(), Vocabulary.of(words.words()).size());
      TrialProcess process =
          new TrialProcess(ProgramProcess.words(), trialData, engineOptions.threads());
      List<Outcome> outcomes = run(trials, new TrialRunner(process, jobs));
      Report report = new Report(experiment, picked, outcomes, seeds, steps);
      report.write(folder);
      PrintWriter out = spec.commandLine().getOut();
      out.print(report.text());
      draw(report, folder, out);
      out.printf("the results are in %s%n", folder.path());
      return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.FAILED)
          ? Program.FAILED
          : 0;
    }
  }

  private static void draw(Report report, ExperimentFolder folder, PrintWriter out)
      throws IOException {
    try {
      report.draw(folder);
    } catch (NoFontsException e) {
      out.println(e.getMessage());
    }
  }

  private List<Outcome> run(List<Trial> trials, TrialRunner runner) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(runner.kept(trials));
    Set<Trial> kept = outcomes.stream().map(Outcome::trial).collect(Collectors.toSet());
    List<Trial> missing = trials.stream().filter(trial -> !kept.contains(trial)).toList();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %,d runs of %,d steps", experiment.question(), trials.size(), steps);
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

  private List<Variant> picked() {
    List<Variant> picked = new ArrayList<>(experiment.variants());
    if (variants != null) {
      List<String> known = picked.stream().map(Variant::name).toList();
      for (String name : variants) {
        if (!known.contains(name)) {
          throw new InvalidInputException(
              "--variants: unknown variant '" + name + "'" + Nearest.hint(name, known));
        }
      }
      picked.removeIf(variant -> !variants.contains(variant.name()));
    }
    List<String> own = ownOptions();
    if (!own.isEmpty()) {
      picked.add(Variant.own(picked.get(0).name(), own));
    }
    return picked;
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
