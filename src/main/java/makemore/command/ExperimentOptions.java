package makemore.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.experiment.Experiment;
import makemore.experiment.Variant;
import makemore.text.InvalidInputException;
import makemore.train.Range;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, and how large. */
final class ExperimentOptions {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "One of ${COMPLETION-CANDIDATES} (default: comparison).")
  Experiment experiment = Experiment.COMPARISON;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Runs of each variant: the first with the seed 2147483647, each with one more than the"
              + " one before (default: 3).")
  int seeds = 3;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps of each run, with a tenth of the learning rate from three quarters of them on"
              + " (default: 20000).")
  int steps = 20_000;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Runs at the same time, each a process of about 0.65 GB; the results do not depend on it"
              + " (default: 1).")
  int jobs = 1;

  @Option(
      names = "--variants",
      paramLabel = "NAME",
      split = ",",
      description = "Which variants, separated by commas (default: all of the experiment).")
  List<String> names = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Text file with one word a line (default: data/names.txt).")
  Path data = Path.of("data", "names.txt");

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      description = "Where all is written (default: runs/experiment-EXPERIMENT).")
  Path run;

  void check() {
    Range.check("--seeds", seeds, 1, 1000);
    Range.check("--jobs", jobs, 1, MemoryLimit.mostProcesses());
  }

  Path run() {
    return run == null ? Path.of("runs", "experiment-" + experiment) : run;
  }

  List<Variant> variants() {
    List<Variant> variants = new ArrayList<>(experiment.variants());
    List<String> known = variants.stream().map(Variant::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            "--variants: unknown variant '" + name + "'; expected " + String.join(", ", known));
      }
    }
    variants.removeIf(variant -> !names.isEmpty() && !names.contains(variant.name()));
    return variants;
  }
}
