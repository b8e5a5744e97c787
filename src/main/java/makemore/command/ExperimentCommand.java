package makemore.command;

import static makemore.inspect.NumberFormats.count;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import makemore.experiment.Experiment;
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Report;
import makemore.experiment.Trial;
import makemore.experiment.Variant;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.run.TrainingData;
import makemore.store.ExperimentFolder;
import makemore.store.ExperimentFolder.Common;
import makemore.text.WordFile;
import makemore.train.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "experiment",
    description = {
      "Trains several variants with several seeds, then prints and draws how they compare. Keeps"
          + " finished runs: repeat the command to continue an interrupted experiment.",
      "Options of a variant (--preset, --init, ...) add a row that is named after them."
    })
final class ExperimentCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "One of ${COMPLETION-CANDIDATES} (default: comparison).")
  private Experiment experiment = Experiment.COMPARISON;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Trains each variant N times, with the seeds 2147483647, 2147483648, ... (default: 3).")
  private int seeds = 3;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Makes N steps in each run, the last quarter (loss-log: the last half) with a tenth of"
              + " the learning rate (default: 20000; range: 1000).")
  private Integer steps;

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      split = ",",
      description = "Trains only these variants, separated by commas (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Learns from this text file with one word per line (default: data/names.txt).")
  private Path data = Path.of("data", "names.txt");

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Writes into this folder (default: runs/experiment-EXPERIMENT).")
  private Path run;

  @Mixin private SettingsOptions variantOptions = SettingsOptions.ofVariant();
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() throws IOException {
    Range.check("--seeds", seeds, 1, 1000);
    steps = steps == null ? Integer.valueOf(experiment.defaultSteps()) : steps;
    variantOptions.settings().withSteps(steps).check(SettingsOptions::optionName);
    List<Variant> variants = variants();
    engineOptions.prepare(1);
    WordFile words = WordFile.read(data);
    // Sees that there are enough data before anything is written.
    TrainingData learned = TrainingData.of(data.toString(), words, Preset.DEEP_BN.settings());
    Path path = run == null ? Path.of("runs", "experiment-" + experiment) : run;
    List<Trial> trials =
        Trial.plan(variants, seeds, steps, experiment.dropAfter(), learned.summary(), path);
    trials.forEach(
        trial -> TrainingData.checkMemory(trial.settings(), learned.vocabulary().size()));
    Common common = new Common(experiment.toString(), steps, words.sha256());
    try (ExperimentFolder folder = ExperimentFolder.open(path, common);
        Interruption interruption = new Interruption()) {
      List<Outcome> outcomes = run(trials, words, interruption);
      PrintWriter out = engineOptions.out();
      if (interruption.requested()) {
        String runs = count(trials.size(), "run");
        out.printf("interrupted: %,d of %s finished%n", outcomes.size(), runs);
        return 0;
      }
      Report report = new Report(experiment, variants, outcomes, seeds, steps);
      report.write(folder);
      out.print(report.text());
      Pictures.writeImages(report.writePages(folder), engineOptions);
      out.printf("the results are in %s%n", folder.path());
      boolean failed = outcomes.stream().anyMatch(run -> run.status() == Status.FAILED);
      return failed ? Program.FAILED : 0;
    }
  }

  /** Selects the experiment's variants, and adds the one that options describe. */
  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>(experiment.variants());
    List<String> known = variants.stream().map(Variant::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            "--variants: unknown variant '" + name + "'; expected " + String.join(", ", known));
      }
    }
    variants.removeIf(variant -> !names.isEmpty() && !names.contains(variant.name()));
    String options = String.join(" ", variantOptions.given());
    if (!options.isEmpty()) {
      variants.add(Variant.of(variants.get(0).name(), options, variantOptions.settings()));
    }
    return variants;
  }

  /** Makes the missing runs, and prints how each ended. */
  private List<Outcome> run(List<Trial> trials, WordFile words, Interruption interruption) {
    List<Outcome> outcomes = new ArrayList<>();
    trials.forEach(trial -> Outcome.kept(trial).ifPresent(outcomes::add));
    List<Trial> missing = new ArrayList<>(trials);
    missing.removeAll(outcomes.stream().map(Outcome::trial).toList());
    PrintWriter out = engineOptions.out();
    String runs = count(trials.size(), "run");
    out.printf("%s%n%s of %s", experiment.question(), runs, count(steps, "step"));
    out.printf(outcomes.isEmpty() ? "%n%n" : "; %,d finished already%n%n", outcomes.size());
    long start = System.nanoTime();
    for (int i = 1; i <= missing.size() && !interruption.requested(); i++) {
      Trial trial = missing.get(i - 1);
      Optional<Outcome> outcome =
          trial.run(words, engineOptions.threads(), interruption::requested);
      if (outcome.isPresent()) {
        outcomes.add(outcome.get());
        double minutes = (System.nanoTime() - start) / 6e10 * (missing.size() - i) / i;
        out.printf("%4d/%4d: %s: %s;", i, missing.size(), trial, outcome.get().ending());
        out.printf(" about %.1f minutes left%n", minutes);
      }
    }
    out.println();
    return outcomes;
  }
}
