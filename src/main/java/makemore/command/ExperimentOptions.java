package makemore.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.experiment.Experiment;
import makemore.experiment.Variant;
import makemore.text.InvalidInputException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Which experiment, and how large. */
final class ExperimentOptions {

  private static final int MOST_SEEDS = 1000;

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

  /**
   * Checks the numbers.
   *
   * @throws InvalidInputException if one is out of its range
   */
  void check() {
    OptionRange.check("--seeds", seeds, 1, MOST_SEEDS);
    OptionRange.check("--steps", steps, 1, TrainingOptions.MOST_STEPS);
    OptionRange.check("--jobs", jobs, 1, MemoryLimit.mostProcesses());
  }

  Experiment experiment() {
    return experiment;
  }

  int seeds() {
    return seeds;
  }

  int steps() {
    return steps;
  }

  int jobs() {
    return jobs;
  }

  Path data() {
    return data;
  }

  Path run() {
    return run == null ? Path.of("runs", "experiment-" + experiment) : run;
  }

  /** The variants of the experiment that are asked for. */
  List<Variant> picked() {
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
    return picked;
  }
}
