package makemore.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import makemore.input.InvalidInputException;
import makemore.run.TrainingData;
import makemore.run.TrainingRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Settings;

/** One training run of an experiment: a variant with a seed. */
public record Trial(Variant variant, Settings settings, Summary.Data data, RunFolder folder) {

  /**
   * Plans the runs seed by seed, so that an interrupted experiment has a run of each variant. The
   * first seed is the lesson's.
   *
   * @param steps how many
   * @param dropAfter the part of the steps from which on the learning rate is a tenth
   */
  public static List<Trial> plan(
      List<Variant> variants,
      int seeds,
      int steps,
      double dropAfter,
      Summary.Data data,
      Path experiment) {
    int drop = Math.max(1, (int) (dropAfter * steps));
    List<Trial> trials = new ArrayList<>();
    for (long seed = Settings.LESSON_SEED; seed < Settings.LESSON_SEED + seeds; seed++) {
      for (Variant variant : variants) {
        Settings settings =
            variant.settings().withSteps(steps).withLearningRateDecayAt(drop).withSeed(seed);
        Path folder = experiment.resolve(variant.name()).resolve("seed-" + seed);
        trials.add(new Trial(variant, settings, data, new RunFolder(folder)));
      }
    }
    return trials;
  }

  /**
   * Makes the run and replaces whatever is in its folder. A run that diverges or fails has an
   * outcome; an interrupted run has none.
   *
   * @param threads the number of compute threads that the engine has
   * @param stop is asked before each step; if true, that step is the last
   */
  public Optional<Outcome> run(WordFile words, int threads, BooleanSupplier stop) {
    try {
      TrainingData learned = TrainingData.of(data.path(), words, settings);
      folder.clear();
      // A run is done again where it did not end: it needs no checkpoint but the last.
      TrainingRun run =
          new TrainingRun(
              settings, Layers.FUSED, learned, folder, Optional.empty(), threads, settings.steps());
      return Outcome.of(this, run.run(stop, List.of()));
    } catch (InvalidInputException e) {
      return Optional.of(Outcome.failed(this, e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return Optional.of(Outcome.failed(this, e.toString()));
    }
  }

  @Override
  public String toString() {
    return variant.name() + ", seed " + settings.seed();
  }
}
