package makemore.experiment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import makemore.experiment.Outcome.Numbers;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Measurements;
import makemore.inspect.Measurements.MatrixStatistics;
import makemore.inspect.Measurements.TanhStatistics;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.train.Evaluation;
import makemore.train.Preset;

/** Outcomes made up for the tests of what is said of them. */
final class Samples {

  static final Summary.Data DATA =
      new Summary.Data(
          "names.txt",
          "0".repeat(64),
          300,
          new Repeats(300, 30, 0),
          new CountingLoss(2.82, 2.45),
          ".abcdefghijklmnopqrstuvwxyz");

  static final Variant CONTROL = variant("control");
  static final Variant OTHER = variant("other");

  private Samples() {}

  static Variant variant(String name) {
    return new Variant(name, "control", Preset.DEEP.settings());
  }

  static Trial trial(Variant variant, long seed) {
    return new Trial(
        variant,
        Preset.DEEP.settings().withSeed(seed),
        DATA,
        new RunFolder(Path.of(variant.name(), "seed-" + seed)));
  }

  static Outcome finished(Variant variant, long seed, double loss, double... saturated) {
    return Outcome.finished(trial(variant, seed), numbers(3.3, loss, saturated));
  }

  static Outcome diverged(Variant variant, long seed) {
    return new Outcome(
        trial(variant, seed), Status.DIVERGED, "the loss is NaN at step 7", Optional.empty());
  }

  static Numbers numbers(double startLoss, double loss, double... saturated) {
    List<TanhStatistics> layers =
        IntStream.range(0, saturated.length)
            .mapToObj(i -> new TanhStatistics(i + 1, 1, 0.6, saturated[i], 0.002, 4096, 100, 0, 0))
            .toList();
    List<MatrixStatistics> matrices =
        Collections.nCopies(3, new MatrixStatistics("hidden 1", 100, -3, -3, 0.01));
    return new Numbers(
        new Evaluation(loss, loss + 0.1, loss + 0.2),
        new Measurements(
            Math.log(27),
            DATA.counting(),
            startLoss,
            loss,
            loss,
            false,
            2000,
            3,
            32,
            false,
            true,
            DATA.repeats(),
            layers,
            layers,
            matrices));
  }
}
