package makemore.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import makemore.train.Configuration;

/**
 * A run of ours beside PyTorch's in double precision.
 *
 * <p>Differences are divided by a tensor's scale: its largest number, or a hundredth of the largest
 * in all tensors of its kind, if that is more. A loss's scale is the loss.
 */
final class RunComparison {

  private static final double SMALLEST_SCALE = 0.01;

  private final StateFile state;
  private final Precision precision;
  private final Trace ours;
  private final Map<String, double[]> expected = new HashMap<>();
  private final boolean isNoise;
  private final List<ComparedTensor> rows = new ArrayList<>();
  private double largestSpread;

  private RunComparison(StateFile state, Precision precision, Trace ours) {
    this.state = state;
    this.precision = precision;
    this.ours = ours;
    ours.arrays()
        .forEach((name, values) -> expected.put(name, state.numbers(name, values.shape())));
    Configuration configuration = state.header().configuration().toConfiguration();
    // A batch norm of two examples divides rounding by rounding.
    isNoise =
        precision == Precision.SINGLE
            && configuration.batchSize() == 2
            && configuration.architecture().hasBatchNorm();
  }

  /**
   * @return in double precision a row for each tensor, in single precision one for each kind
   * @throws makemore.text.InvalidInputException if an array is missing or of another shape
   */
  static List<ComparedTensor> of(StateFile state, Precision precision, Trace ours) {
    RunComparison comparison = new RunComparison(state, precision, ours);
    comparison.addTensors("step0/output/");
    comparison.addTensors("step0/output_gradient/");
    comparison.addTensors("step0/gradient/");
    comparison.addLosses();
    comparison.addTensors("final/");
    comparison.addSplitLosses();
    comparison.addNames();
    return comparison.rows;
  }

  private void addTensors(String kind) {
    List<String> names =
        ours.arrays().keySet().stream().filter(name -> name.startsWith(kind)).toList();
    double largest = largest(joined(names, expected::get));
    if (precision == Precision.DOUBLE) {
      names.forEach(
          name ->
              addTensors(name, ours.arrays().get(name).shape().toString(), List.of(name), largest));
    } else {
      addTensors(kind + "*", names.size() + " tensors", names, largest);
    }
  }

  private void addTensors(String title, String shape, List<String> names, double largestOfKind) {
    Function<String, Double> scale =
        name -> Math.max(largest(expected.get(name)), SMALLEST_SCALE * largestOfKind);
    ComparedTensor tensor =
        ComparedTensor.of(
            title,
            shape,
            precision.check,
            joined(names, name -> ours.arrays().get(name).numbers()),
            joined(names, expected::get),
            names.stream().flatMapToDouble(name -> scales(name, scale.apply(name))).toArray(),
            precision.allowed(noise(precision.noise, names, scale)));
    // Of single precision the losses tell whether rounding is magnified.
    add(tensor, precision == Precision.SINGLE ? 0 : noise(StateFile.SPREAD, names, scale));
  }

  private double noise(String run, List<String> names, Function<String, Double> scale) {
    return names.stream()
        .mapToDouble(name -> state.noise(run, name) / scale.apply(name))
        .reduce(0, Math::max);
  }

  /** Rows for the first ten losses, the first hundred, and so on, then for those not compared. */
  private void addLosses() {
    double[] most = state.noise(precision.noise, "losses", expected.get("losses"));
    double[] furthest = state.noise(StateFile.SPREAD, "losses", expected.get("losses"));
    Arrays.parallelPrefix(most, Math::max);
    Arrays.parallelPrefix(furthest, Math::max);
    int compared =
        (int) Arrays.stream(furthest).takeWhile(share -> !precision.isTooMuch(share)).count();
    for (int from = 0, to = 10; from < compared; from = to, to *= 10) {
      int last = Math.min(to, compared) - 1;
      addLosses("losses", from, last + 1, most[last], furthest[last]);
    }
    if (compared < most.length) {
      addLosses("losses", compared, most.length, Double.NaN, furthest[compared]);
    }
  }

  private void addSplitLosses() {
    String name = "split_losses";
    double[] losses = expected.get(name);
    double most = largest(state.noise(precision.noise, name, losses));
    double furthest = largest(state.noise(StateFile.SPREAD, name, losses));
    addLosses(name, 0, losses.length, most, furthest);
  }

  private void addLosses(String name, int from, int to, double most, double furthest) {
    double[] losses = Arrays.copyOfRange(expected.get(name), from, to);
    double[] actual = Arrays.copyOfRange(ours.arrays().get(name).numbers(), from, to);
    String title = name.equals("losses") ? "losses[" + from + ":" + to + "]" : name;
    String shape = "(" + (to - from) + ")";
    double allowed = precision.allowed(most);
    add(
        ComparedTensor.of(title, shape, precision.check, actual, losses, losses, allowed),
        furthest);
  }

  private void add(ComparedTensor tensor, double furthest) {
    largestSpread = Math.max(largestSpread, furthest);
    boolean compared = !isNoise && !precision.isTooMuch(largestSpread);
    rows.add(compared ? tensor : ComparedTensor.notCompared(tensor.name(), tensor.shape()));
  }

  private void addNames() {
    List<String> wanted = state.names(precision == Precision.DOUBLE ? "names" : "float32/names");
    boolean certain = !isNoise && precision.isCertain(state.closestDraw(precision.noise));
    rows.add(
        certain && !precision.isTooMuch(largestSpread)
            ? ComparedTensor.ofNames(ours.names(), wanted)
            : ComparedTensor.notCompared("names", "(" + wanted.size() + ")"));
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).reduce(0, Math::max);
  }

  private static double[] joined(List<String> names, Function<String, double[]> numbers) {
    return names.stream().flatMapToDouble(name -> Arrays.stream(numbers.apply(name))).toArray();
  }

  private DoubleStream scales(String name, double scale) {
    return DoubleStream.generate(() -> scale).limit(expected.get(name).length);
  }
}
