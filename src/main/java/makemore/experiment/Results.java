package makemore.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import makemore.train.Settings;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.TTest;
import tech.tablesaw.api.FloatColumn;

/** The outcomes of one variant over all its seeds, at least one. */
record Results(Variant variant, List<Outcome> outcomes) {

  private static final double PROBABILITY = 0.05;

  /** With one seed each, a difference of this size may be chance, in nats. */
  private static final double ONE_SEED = 0.02;

  private static final int STRETCHES = 100;

  /** The results of those variants that have an outcome, in the order of the variants. */
  static List<Results> of(List<Variant> variants, List<Outcome> outcomes) {
    Comparator<Outcome> bySeed = Comparator.comparing(outcome -> outcome.trial().settings().seed());
    Map<Variant, List<Outcome>> byVariant =
        outcomes.stream()
            .sorted(bySeed)
            .collect(Collectors.groupingBy(outcome -> outcome.trial().variant()));
    return variants.stream()
        .filter(byVariant::containsKey)
        .map(variant -> new Results(variant, byVariant.get(variant)))
        .toList();
  }

  /** Returns the settings of the first seed. */
  Settings settings() {
    return outcomes.get(0).trial().settings();
  }

  int count(Status status) {
    return (int) outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  /** How the runs ended, such as "2 finished, 1 diverged". */
  String runs() {
    return Stream.of(Status.values())
        .filter(status -> count(status) > 0)
        .map(status -> count(status) + " " + status)
        .collect(Collectors.joining(", "));
  }

  /** Returns the finished runs that have numbers or, if there are none, the diverged ones. */
  private List<Outcome> measured() {
    Status status = count(Status.FINISHED) > 0 ? Status.FINISHED : Status.DIVERGED;
    return outcomes.stream()
        .filter(outcome -> outcome.status() == status && outcome.numbers().isPresent())
        .toList();
  }

  /** A measure over those runs: one number, or one for each layer; none where none was measured. */
  List<DescriptiveStatistics> of(Measure measure) {
    List<double[]> runs =
        measured().stream().map(run -> measure.of(run.numbers().orElseThrow())).toList();
    int length = runs.isEmpty() ? 0 : runs.get(0).length;
    return IntStream.range(0, length)
        .mapToObj(i -> runs.stream().mapToDouble(run -> run[i]).toArray())
        .map(DescriptiveStatistics::new)
        .toList();
  }

  /** The loss over the steps: the mean over those runs of each of a hundred stretches. */
  Map<Double, Double> lossCurve() {
    List<FloatColumn> losses = measured().stream().map(Outcome::losses).toList();
    Map<Double, Double> curve = new TreeMap<>();
    int steps = settings().steps();
    int stretch = Math.max(1, steps / STRETCHES);
    for (int from = 0; from < steps; from += stretch) {
      int start = from;
      int end = Math.min(from + stretch, steps);
      losses.stream()
          // A run that diverged ends early.
          .filter(loss -> loss.size() >= end)
          .mapToDouble(loss -> loss.inRange(start, end).mean())
          .average()
          .ifPresent(mean -> curve.put(start + stretch / 2.0, mean));
    }
    return curve;
  }

  /** The standard deviation over the runs, n - 1; NaN for one run. */
  static double std(DescriptiveStatistics runs) {
    return runs.getN() < 2 ? Double.NaN : runs.getStandardDeviation();
  }

  /** How the validation loss compares with the control's; empty if there is nothing to compare. */
  String compared(List<Results> all) {
    return control(all)
        .map(
            control -> {
              double chance = chance(control);
              // Holm's correction: the smallest of m probabilities counts m times, and so on.
              List<Double> chances =
                  all.stream()
                      .flatMap(each -> each.control(all).map(each::chance).stream())
                      .filter(Double::isFinite)
                      .sorted()
                      .toList();
              double corrected = 0;
              for (int i = 0; i < chances.size() && chances.get(i) <= chance; i++) {
                corrected = Math.max(corrected, (chances.size() - i) * chances.get(i));
              }
              return difference(
                  validationLoss(), control.validationLoss(), corrected, variant.control());
            })
        .orElse("");
  }

  private Optional<Results> control(List<Results> all) {
    return all.stream()
        .filter(result -> result.variant.name().equals(variant.control()))
        .filter(control -> !control.variant.equals(variant))
        .filter(control -> count(Status.FINISHED) > 0 && control.count(Status.FINISHED) > 0)
        .findFirst();
  }

  /** The probability of a difference as large by chance alone; NaN of single seeds. */
  private double chance(Results other) {
    DescriptiveStatistics losses = validationLoss();
    DescriptiveStatistics others = other.validationLoss();
    if (losses.getN() < 2 || others.getN() < 2) {
      return Double.NaN;
    }
    boolean same = losses.getVariance() + others.getVariance() == 0;
    return same ? 0 : new TTest().tTest(losses, others);
  }

  /** Tells whether another variant's validation loss is better, beyond chance. */
  boolean isWorseThan(Results other) {
    if (count(Status.FINISHED) == 0 || other.count(Status.FINISHED) == 0) {
      return other.count(Status.FINISHED) > 0;
    }
    double worse = validationLoss().getMean() - other.validationLoss().getMean();
    double chance = chance(other);
    return Double.isNaN(chance) ? worse > ONE_SEED : worse > 0 && chance < PROBABILITY;
  }

  DescriptiveStatistics validationLoss() {
    return of(Measure.VALIDATION_LOSS).get(0);
  }

  /**
   * How losses differ from a control's, such as "better than mlp by 0.0400 ± 0.0100". The number
   * after ± is the standard error of the difference of the two means, sqrt(var1 / n1 + var2 / n2),
   * of n1 and n2 seeds. A difference is clear if the probability of one as large by chance alone is
   * below {@value #PROBABILITY}.
   *
   * @param chance that probability, by Welch's t-test
   * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch 1947</a>
   */
  static String difference(
      DescriptiveStatistics losses, DescriptiveStatistics control, double chance, String name) {
    double better = control.getMean() - losses.getMean();
    String size = String.format("%.4f", Math.abs(better));
    String than = (better > 0 ? "better" : "worse") + " than " + name;
    if (losses.getN() < 2 || control.getN() < 2) {
      return than + " by " + size + " (one seed)";
    }
    double error =
        Math.sqrt(losses.getVariance() / losses.getN() + control.getVariance() / control.getN());
    String withError = String.format("%s ± %.4f", size, error);
    return chance < PROBABILITY
        ? than + " by " + withError
        : "not clearly " + than + " (" + withError + ")";
  }
}
