package makemore.verify;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import makemore.train.Configuration;
import makemore.verify.ComparedTensor.Check;

/**
 * A run of ours beside PyTorch's in double precision.
 *
 * <p>Differences are divided by a tensor's scale: its largest number, or a hundredth of the largest
 * in all tensors of its kind, if that is more. A loss's scale is the loss.
 */
final class RunComparison {

  private static final String OUTPUT = "step0/output/";
  private static final String OUTPUT_GRADIENT = "step0/output_gradient/";
  private static final String GRADIENT = "step0/gradient/";
  private static final String FINAL = "final/";
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
   * Compares a run.
   *
   * @param state what PyTorch gave
   * @param precision of our run
   * @param ours our run
   * @return in double precision a row for each tensor, in single precision one for each kind
   * @throws makemore.text.InvalidInputException if an array is missing or of another shape
   */
  static List<ComparedTensor> of(StateFile state, Precision precision, Trace ours) {
    RunComparison comparison = new RunComparison(state, precision, ours);
    comparison.addTensors(OUTPUT);
    comparison.addTensors(OUTPUT_GRADIENT);
    comparison.addTensors(GRADIENT);
    comparison.addLosses();
    comparison.addTensors(FINAL);
    comparison.addSplitLosses();
    comparison.addNames();
    return comparison.rows;
  }

  private void addTensors(String kind) {
    List<String> names =
        ours.arrays().keySet().stream().filter(name -> name.startsWith(kind)).toList();
    double largest = largest(joined(names, name -> expected.get(name)));
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
    add(
        title,
        shape,
        joined(names, name -> ours.arrays().get(name).numbers()),
        joined(names, name -> expected.get(name)),
        joined(names, name -> filled(expected.get(name).length, scale.apply(name))),
        largest(names, name -> noise(precision.noise(), name) / scale.apply(name)),
        largest(names, name -> noise(StateFile.SPREAD, name) / scale.apply(name)));
  }

  /** The noise of a tensor; one step does not spread. */
  private double noise(String prefix, String name) {
    return prefix.equals(StateFile.SPREAD) && !name.startsWith(FINAL)
        ? 0
        : state.number(prefix + name);
  }

  /** The noise of each loss, divided by the loss. */
  private double[] noiseOfLosses(String prefix, String name) {
    double[] losses = expected.get(name);
    double[] noise = state.numbers(prefix + name, new Shape(losses.length));
    boolean isDifference = prefix.equals(StateFile.SPREAD);
    return IntStream.range(0, losses.length)
        .mapToDouble(i -> Math.abs(isDifference ? noise[i] : noise[i] - losses[i]) / losses[i])
        .toArray();
  }

  /** Rows for the first ten losses, the first hundred, and so on, then for those not compared. */
  private void addLosses() {
    double[] noise = noiseOfLosses(precision.noise(), "losses");
    double[] spread = noiseOfLosses(StateFile.SPREAD, "losses");
    Arrays.parallelPrefix(noise, Math::max);
    Arrays.parallelPrefix(spread, Math::max);
    int compared =
        (int) Arrays.stream(spread).takeWhile(share -> !precision.isTooMuch(share)).count();
    for (int from = 0, to = 10; from < compared; from = to, to *= 10) {
      int last = Math.min(to, compared) - 1;
      addLosses("losses", from, last + 1, noise[last], spread[last]);
    }
    if (compared < noise.length) {
      addLosses("losses", compared, noise.length, Double.NaN, spread[compared]);
    }
  }

  private void addSplitLosses() {
    String name = "split_losses";
    double noise = largest(noiseOfLosses(precision.noise(), name));
    double spread = largest(noiseOfLosses(StateFile.SPREAD, name));
    addLosses(name, 0, expected.get(name).length, noise, spread);
  }

  private void addLosses(String name, int from, int to, double noise, double spread) {
    double[] losses = Arrays.copyOfRange(expected.get(name), from, to);
    add(
        name.equals("losses") ? "losses[" + from + ":" + to + "]" : name,
        "(" + (to - from) + ")",
        Arrays.copyOfRange(ours.arrays().get(name).numbers(), from, to),
        losses,
        losses,
        noise,
        spread);
  }

  private void add(
      String title,
      String shape,
      double[] actual,
      double[] wanted,
      double[] scale,
      double noise,
      double spread) {
    largestSpread = Math.max(largestSpread, spread);
    rows.add(
        isNoise || precision.isTooMuch(spread)
            ? ComparedTensor.notCompared(title, shape)
            : ComparedTensor.of(
                title,
                shape,
                precision.check(),
                actual,
                wanted,
                scale,
                precision.allowed(noise, spread)));
  }

  /** A difference is a name that differs. */
  private void addNames() {
    List<String> wanted = state.names(precision == Precision.DOUBLE ? "names" : "float32/names");
    String shape = "(" + wanted.size() + ")";
    double closestDraw = state.number(precision.noise() + "closest_draw");
    boolean certain = !isNoise && precision.isCertain(closestDraw);
    double[] differs =
        IntStream.range(0, wanted.size())
            .mapToDouble(i -> ours.names().get(i).equals(wanted.get(i)) ? 0 : 1)
            .toArray();
    rows.add(
        certain && !precision.isTooMuch(largestSpread)
            ? ComparedTensor.of(
                "names",
                shape,
                Check.EXACT,
                differs,
                new double[wanted.size()],
                filled(wanted.size(), 1),
                0)
            : ComparedTensor.notCompared("names", shape));
  }

  private static double largest(List<String> names, Function<String, Double> number) {
    return names.stream().mapToDouble(number::apply).reduce(0, Math::max);
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).reduce(0, Math::max);
  }

  private static double[] joined(List<String> names, Function<String, double[]> numbers) {
    return names.stream().flatMapToDouble(name -> Arrays.stream(numbers.apply(name))).toArray();
  }

  private static double[] filled(int length, double number) {
    double[] filled = new double[length];
    Arrays.fill(filled, number);
    return filled;
  }
}
