package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Report;
import makemore.experiment.Trial;
import makemore.experiment.TrialRunner;
import makemore.experiment.Variant;
import makemore.plot.NoFontsException;
import makemore.store.ExperimentFolder;
import makemore.store.ExperimentFolder.Common;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Configuration;
import makemore.train.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "experiment",
    description = {
      "Trains several variants over several seeds, and prints and draws the comparison. What is"
          + " finished is kept: the same command goes on where it stopped.",
      "The options of a variant (--preset, --init, ...), if any are given, make one more row, named"
          + " after them."
    })
final class ExperimentCommand implements Callable<Integer> {

  @Mixin private ExperimentOptions options;
  @Mixin private VariantOptions variantOptions;
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() throws IOException, InterruptedException {
    engineOptions.configure();
    options.check();
    int steps = options.steps;
    variantOptions.configuration().withSteps(steps).check(VariantOptions::option);
    List<Variant> variants = variants();
    // Reads the data, and sees that there is enough of it, before anything is written.
    TrainingData training =
        TrainingData.of(
            options.data.toString(), WordFile.read(options.data), Configuration.of(Preset.DEEP_BN));
    Summary.Data data = training.summary();
    Path path = options.run();
    List<Trial> trials =
        Trial.plan(variants, options.seeds, steps, data, path, ExperimentCommand::meaning);
    int characters = training.vocabulary().size();
    trials.forEach(trial -> MemoryLimit.check(trial.configuration(), characters));
    Common common = new Common(options.experiment.toString(), steps, data.sha256());
    try (ExperimentFolder folder = ExperimentFolder.open(path, common)) {
      List<Outcome> outcomes = run(trials);
      report(new Report(options.experiment, variants, outcomes, options.seeds, steps), folder);
      return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.FAILED)
          ? Program.FAILED
          : 0;
    }
  }

  /** The variants of the experiment that are asked for, and perhaps one's own. */
  private List<Variant> variants() {
    List<Variant> variants = options.variants();
    List<String> own = engineOptions.given("variantOptions").map(EngineOptions::word).toList();
    if (!own.isEmpty()) {
      variants.add(Variant.own(variants.get(0).name(), String.join(" ", own)));
    }
    return variants;
  }

  private static Configuration meaning(List<String> options) {
    return TrainingOptions.of(options.toArray(String[]::new)).configuration();
  }

  private List<Outcome> run(List<Trial> trials) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(TrialRunner.kept(trials));
    List<Trial> missing = new ArrayList<>(trials);
    missing.removeAll(outcomes.stream().map(Outcome::trial).toList());
    PrintWriter out = engineOptions.out();
    out.printf(
        "%s%n%,d runs of %,d steps", options.experiment.question(), trials.size(), options.steps);
    out.printf(outcomes.isEmpty() ? "%n%n" : "; %,d are finished already%n%n", outcomes.size());
    out.flush();
    if (!missing.isEmpty()) {
      try (ExperimentProgress progress =
          new ExperimentProgress(missing, out, System.console() != null)) {
        // A run is done again where it did not end: it needs no checkpoint but the last.
        List<String> program =
            ProgramProcess.words(
                "train",
                "--end-with-input",
                "--quiet",
                "--no-plots",
                "--checkpoint-every=" + options.steps,
                "--threads=" + engineOptions.threads());
        outcomes.addAll(new TrialRunner(program, options.jobs).run(missing, progress::onEnd));
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
