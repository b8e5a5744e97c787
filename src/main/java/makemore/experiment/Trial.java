package makemore.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;
import makemore.train.Schedule;

/** One training run of an experiment: a variant with a seed, its data, the folder of the run. */
public record Trial(
    Variant variant, Configuration configuration, Summary.Data data, RunFolder folder) {

  /** The learning rate drops when this part of the steps is made. */
  private static final double DROP_AFTER = 0.75;

  /**
   * Plans the runs of variants, seed after seed, so that an interrupted experiment has something of
   * each variant.
   *
   * @param seeds how many: the lesson's, then each one more than the one before
   * @param steps how many, with a tenth of the learning rate from three quarters of them on
   */
  public static List<Trial> plan(
      List<Variant> variants, int seeds, int steps, Summary.Data data, Path experiment) {
    int drop = Math.max(1, (int) (DROP_AFTER * steps));
    List<Trial> trials = new ArrayList<>();
    for (long seed = Configuration.SEED; seed < Configuration.SEED + seeds; seed++) {
      for (Variant variant : variants) {
        Configuration of = variant.configuration();
        Configuration configuration =
            of.with(new Schedule(of.schedule().learningRate(), drop))
                .withSteps(steps)
                .withSeeds(seed, of.sampleSeed());
        Path folder = experiment.resolve(variant.name()).resolve("seed-" + seed);
        trials.add(new Trial(variant, configuration, data, new RunFolder(folder)));
      }
    }
    return trials;
  }

  /** A file beside the run's folder, named after it. */
  Path beside(String ending) {
    return folder.path().resolveSibling(folder.path().getFileName() + ending);
  }

  @Override
  public String toString() {
    return variant.name() + ", seed " + configuration.seed();
  }
}
