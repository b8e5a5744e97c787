package makemore.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import makemore.train.Configuration;
import makemore.store.RunFolder;

/**
 * One training run of an experiment: a variant with a seed.
 *
 * @param variant the variant
 * @param configuration all that decides the run's numbers, the data apart
 * @param folder where the run is kept
 */
public record Trial(Variant variant, Configuration configuration, RunFolder folder) {

  /** The learning rate drops when this part of the steps is made. */
  private static final double DROP_AFTER = 0.75;

  /**
   * Plans the runs of variants.
   *
   * @param variants the variants
   * @param seeds the number of seeds: the lesson's, then each one more than the one before
   * @param steps the number of steps; a tenth of the learning rate from three quarters of them on
   * @param experiment the experiment's folder
   * @param configurations gives the configuration that options of {@code train} make
   * @return the runs, seed after seed, so that an interrupted experiment has something of each
   *     variant
   */
  public static List<Trial> plan(
      List<Variant> variants,
      int seeds,
      int steps,
      Path experiment,
      Function<List<String>, Configuration> configurations) {
    List<Trial> trials = new ArrayList<>();
    for (long seed = Configuration.SEED; seed < Configuration.SEED + seeds; seed++) {
      for (Variant variant : variants) {
        Configuration configuration = configurations.apply(options(variant, seed, steps));
        Path folder = experiment.resolve(variant.name()).resolve("seed-" + seed);
        trials.add(new Trial(variant, configuration, new RunFolder(folder)));
      }
    }
    return trials;
  }

  private static List<String> options(Variant variant, long seed, int steps) {
    int drop = Math.max(1, (int) (DROP_AFTER * steps));
    List<String> options = new ArrayList<>(variant.options());
    options.addAll(
        List.of("--steps=" + steps, "--learning-rate-decay-at=" + drop, "--seed=" + seed));
    return options;
  }

  /**
   * The options of {@code train} that decide the run's numbers, the data apart.
   *
   * @return the options
   */
  List<String> options() {
    return options(variant, configuration.seed(), configuration.steps());
  }

  /**
   * Where the run's process writes what it has to say.
   *
   * @return the file, beside the run's folder
   */
  Path log() {
    return folder.path().resolveSibling(folder.path().getFileName() + ".log");
  }

  @Override
  public String toString() {
    return variant.name() + ", seed " + configuration.seed();
  }
}
