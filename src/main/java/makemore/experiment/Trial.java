package makemore.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;

/**
 * One training run of an experiment: a variant with a seed.
 *
 * @param options those of {@code train}, one a word: the variant's, steps and seed
 * @param configuration what they mean
 */
public record Trial(
    Variant variant,
    List<String> options,
    Configuration configuration,
    Summary.Data data,
    RunFolder folder) {

  /** The learning rate drops when this part of the steps is made. */
  private static final double DROP_AFTER = 0.75;

  /**
   * Plans the runs of variants, seed after seed, so that an interrupted experiment has something of
   * each variant. The first seed is the lesson's.
   *
   * @param steps how many, with a tenth of the learning rate from three quarters of them on
   * @param meaning the configuration that options of {@code train} stand for
   */
  public static List<Trial> plan(
      List<Variant> variants,
      int seeds,
      int steps,
      Summary.Data data,
      Path experiment,
      Function<List<String>, Configuration> meaning) {
    int drop = Math.max(1, (int) (DROP_AFTER * steps));
    List<Trial> trials = new ArrayList<>();
    for (long seed = Configuration.SEED; seed < Configuration.SEED + seeds; seed++) {
      for (Variant variant : variants) {
        String all = "%s --steps=%d --learning-rate-decay-at=%d --seed=%d";
        List<String> options =
            List.of(String.format(all, variant.options(), steps, drop, seed).split(" "));
        Path folder = experiment.resolve(variant.name()).resolve("seed-" + seed);
        trials.add(
            new Trial(variant, options, meaning.apply(options), data, new RunFolder(folder)));
      }
    }
    return trials;
  }

  @Override
  public String toString() {
    return variant.name() + ", seed " + configuration.seed();
  }
}
